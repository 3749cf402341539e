/// The people who look after records.
@NullMarked
package dev.liaison.crm.owner;

import org.jspecify.annotations.NullMarked;
