@NullMarked
package dev.liaison.wire.modern.properties;

import org.jspecify.annotations.NullMarked;
