@NullMarked
package dev.liaison.crm;

import org.jspecify.annotations.NullMarked;
