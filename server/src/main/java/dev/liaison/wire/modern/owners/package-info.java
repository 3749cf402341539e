/// Owners in the modern API.
@NullMarked
package dev.liaison.wire.modern.owners;

import org.jspecify.annotations.NullMarked;
