/// Lists of records.
@NullMarked
package dev.liaison.crm.list;

import org.jspecify.annotations.NullMarked;
