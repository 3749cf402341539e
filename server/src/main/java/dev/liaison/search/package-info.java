/// The index that searches look into.
@NullMarked
package dev.liaison.search;

import org.jspecify.annotations.NullMarked;
