/// Imports: files as records.
@NullMarked
package dev.liaison.crm.imports;

import org.jspecify.annotations.NullMarked;
