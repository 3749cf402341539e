@NullMarked
package dev.liaison.crm.catalogue;

import org.jspecify.annotations.NullMarked;
