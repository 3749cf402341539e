@NullMarked
package dev.liaison.benchmarks;

import org.jspecify.annotations.NullMarked;
