@NullMarked
package dev.liaison.wire.legacy.contacts;

import org.jspecify.annotations.NullMarked;
