/// Deal splits in the modern API.
@NullMarked
package dev.liaison.wire.modern.splits;

import org.jspecify.annotations.NullMarked;
