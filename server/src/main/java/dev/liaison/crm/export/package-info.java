/// Exports: records as files.
@NullMarked
package dev.liaison.crm.export;

import org.jspecify.annotations.NullMarked;
