@NullMarked
package dev.liaison.crm.pipeline;

import org.jspecify.annotations.NullMarked;
