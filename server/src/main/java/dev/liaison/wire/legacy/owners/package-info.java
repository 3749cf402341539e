/// Owners v2.
@NullMarked
package dev.liaison.wire.legacy.owners;

import org.jspecify.annotations.NullMarked;
