package dev.liaison;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Asks the C library what Java does not tell: [System#console] knows standard input and output
/// only.
final class Terminal {

  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  /// Whether a person sees standard error as it comes; false where that cannot be known.
  @SuppressWarnings("restricted")
  static boolean showsErrors() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty =
        linker.defaultLookup().find("isatty").or(() -> linker.defaultLookup().find("_isatty"));
    if (isatty.isEmpty()) {
      return false;
    }
    MethodHandle ask =
        linker.downcallHandle(
            isatty.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      return (int) ask.invokeExact(STANDARD_ERROR) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("isatty failed", e);
    }
  }
}
