/// The object library in the modern API.
@NullMarked
package dev.liaison.wire.modern.library;

import org.jspecify.annotations.NullMarked;
