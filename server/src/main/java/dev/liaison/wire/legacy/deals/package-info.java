@NullMarked
package dev.liaison.wire.legacy.deals;

import org.jspecify.annotations.NullMarked;
