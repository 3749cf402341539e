/// The language in which calculated properties say what they are.
@NullMarked
package dev.liaison.crm.property.formula;

import org.jspecify.annotations.NullMarked;
