@NullMarked
package dev.liaison.limits;

import org.jspecify.annotations.NullMarked;
