/// Exports in the modern API.
@NullMarked
package dev.liaison.wire.modern.exports;

import org.jspecify.annotations.NullMarked;
