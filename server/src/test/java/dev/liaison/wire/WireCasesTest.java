package dev.liaison.wire;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every wire case in process. `-Dwire=deals` runs those whose path has the word.
class WireCasesTest {

  @TestFactory
  Stream<DynamicTest> cases() {
    return WireCaseRun.all(api -> api::call);
  }
}
