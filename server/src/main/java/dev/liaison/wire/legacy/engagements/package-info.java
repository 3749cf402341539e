@NullMarked
package dev.liaison.wire.legacy.engagements;

import org.jspecify.annotations.NullMarked;
