/// Files that are tables.
@NullMarked
package dev.liaison.crm.table;

import org.jspecify.annotations.NullMarked;
