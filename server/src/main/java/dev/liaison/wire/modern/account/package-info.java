/// The account and its use of the API in the modern API.
@NullMarked
package dev.liaison.wire.modern.account;

import org.jspecify.annotations.NullMarked;
