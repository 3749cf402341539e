@NullMarked
package dev.liaison.wire.legacy;

import org.jspecify.annotations.NullMarked;
