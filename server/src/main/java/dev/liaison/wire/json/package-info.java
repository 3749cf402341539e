@NullMarked
package dev.liaison.wire.json;

import org.jspecify.annotations.NullMarked;
