/// The splits of the amount of a deal between owners.
@NullMarked
package dev.liaison.crm.split;

import org.jspecify.annotations.NullMarked;
