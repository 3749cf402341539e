/// Records of every type in the modern API.
@NullMarked
package dev.liaison.wire.modern.objects;

import org.jspecify.annotations.NullMarked;
