package dev.liaison.wire;

import dev.liaison.store.Stores;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every wire case in process, on every store. `-Dwire=deals` runs those whose path has the
/// word.
class WireCasesTest {

  @TestFactory
  Stream<DynamicTest> onTheEmbeddedStore() {
    return WireCaseRun.all(Stores.ROCKS, api -> api::call);
  }

  @TestFactory
  Stream<DynamicTest> onPostgres() {
    return WireCaseRun.all(Stores.POSTGRES, api -> api::call);
  }
}
