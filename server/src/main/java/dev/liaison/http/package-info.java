@NullMarked
package dev.liaison.http;

import org.jspecify.annotations.NullMarked;
