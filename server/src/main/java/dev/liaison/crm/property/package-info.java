@NullMarked
package dev.liaison.crm.property;

import org.jspecify.annotations.NullMarked;
