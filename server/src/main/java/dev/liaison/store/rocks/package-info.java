@NullMarked
package dev.liaison.store.rocks;

import org.jspecify.annotations.NullMarked;
