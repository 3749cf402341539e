@NullMarked
package dev.liaison.wire.modern;

import org.jspecify.annotations.NullMarked;
