@NullMarked
package dev.liaison.wire.modern.schemas;

import org.jspecify.annotations.NullMarked;
