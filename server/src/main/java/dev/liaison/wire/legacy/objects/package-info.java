@NullMarked
package dev.liaison.wire.legacy.objects;

import org.jspecify.annotations.NullMarked;
