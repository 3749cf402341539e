@NullMarked
package dev.liaison.store.postgres;

import org.jspecify.annotations.NullMarked;
