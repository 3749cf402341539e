@NullMarked
package dev.liaison.wire.legacy.companies;

import org.jspecify.annotations.NullMarked;
