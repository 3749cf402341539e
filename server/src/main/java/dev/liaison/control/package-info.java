@NullMarked
package dev.liaison.control;

import org.jspecify.annotations.NullMarked;
