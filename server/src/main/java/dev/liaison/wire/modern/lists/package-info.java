/// Lists of records in the modern API.
@NullMarked
package dev.liaison.wire.modern.lists;

import org.jspecify.annotations.NullMarked;
