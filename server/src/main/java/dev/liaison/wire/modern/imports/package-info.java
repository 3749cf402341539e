/// Imports in the modern API.
@NullMarked
package dev.liaison.wire.modern.imports;

import org.jspecify.annotations.NullMarked;
