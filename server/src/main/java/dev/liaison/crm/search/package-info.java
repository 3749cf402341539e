@NullMarked
package dev.liaison.crm.search;

import org.jspecify.annotations.NullMarked;
