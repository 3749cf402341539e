@NullMarked
package dev.liaison.wire.modern.limits;

import org.jspecify.annotations.NullMarked;
