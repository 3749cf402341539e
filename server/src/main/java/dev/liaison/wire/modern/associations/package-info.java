@NullMarked
package dev.liaison.wire.modern.associations;

import org.jspecify.annotations.NullMarked;
