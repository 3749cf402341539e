/// Moving everything from one store to another.
@NullMarked
package dev.liaison.crm.transfer;

import org.jspecify.annotations.NullMarked;
