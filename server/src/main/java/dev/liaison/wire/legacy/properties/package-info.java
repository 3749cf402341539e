@NullMarked
package dev.liaison.wire.legacy.properties;

import org.jspecify.annotations.NullMarked;
