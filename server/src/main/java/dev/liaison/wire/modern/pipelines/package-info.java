@NullMarked
package dev.liaison.wire.modern.pipelines;

import org.jspecify.annotations.NullMarked;
