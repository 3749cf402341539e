@NullMarked
package dev.liaison.crm.usage;

import org.jspecify.annotations.NullMarked;
