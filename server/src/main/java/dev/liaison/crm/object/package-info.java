@NullMarked
package dev.liaison.crm.object;

import org.jspecify.annotations.NullMarked;
