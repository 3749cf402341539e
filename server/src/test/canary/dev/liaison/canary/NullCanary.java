package dev.liaison.canary;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Must not compile: see NullnessTest.
@NullMarked
final class NullCanary {

  private NullCanary() {}

  static int length(@Nullable String text) {
    return text.length();
  }
}
