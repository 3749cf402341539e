@NullMarked
package dev.liaison.migration;

import org.jspecify.annotations.NullMarked;
