/// The files of [dev.liaison.crm.table], with the libraries that know their formats.
@NullMarked
package dev.liaison.table;

import org.jspecify.annotations.NullMarked;
