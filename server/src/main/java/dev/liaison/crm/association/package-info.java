@NullMarked
package dev.liaison.crm.association;

import org.jspecify.annotations.NullMarked;
