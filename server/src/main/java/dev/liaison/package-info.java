@NullMarked
package dev.liaison;

import org.jspecify.annotations.NullMarked;
