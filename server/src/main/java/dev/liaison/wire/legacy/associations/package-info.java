@NullMarked
package dev.liaison.wire.legacy.associations;

import org.jspecify.annotations.NullMarked;
