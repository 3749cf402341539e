@NullMarked
package dev.liaison.server;

import org.jspecify.annotations.NullMarked;
