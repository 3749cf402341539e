@NullMarked
package dev.liaison.access;

import org.jspecify.annotations.NullMarked;
