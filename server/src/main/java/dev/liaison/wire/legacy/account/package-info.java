/// The account in the legacy API.
@NullMarked
package dev.liaison.wire.legacy.account;

import org.jspecify.annotations.NullMarked;
