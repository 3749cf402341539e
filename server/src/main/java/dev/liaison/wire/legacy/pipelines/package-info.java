@NullMarked
package dev.liaison.wire.legacy.pipelines;

import org.jspecify.annotations.NullMarked;
