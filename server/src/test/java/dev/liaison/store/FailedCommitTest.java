package dev.liaison.store;

import static dev.liaison.store.StoreFixture.PORTAL;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A commit fails for real: the log meets the limit of the process for the size of a file.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such limit")
class FailedCommitTest {

  private static final Pattern REPORT =
      Pattern.compile(
          "in doubt after (\\d+)\\R"
              + "later: a write failed; no more are taken until the next start, run: false\\R"
              + "read \\1\\R");

  @Test
  void leavesItsWriteInDoubtAndStopsLaterOnesUntilARestart(@TempDir Path data) throws IOException {
    RocksStore.open(data).close();
    String said = ChildStore.run(data, "4096", List.of(), Map.of());
    Matcher report = REPORT.matcher(said);
    assertTrue(report.find(), said);
    int kept = Integer.parseInt(report.group(1));
    assertTrue(kept > 10, said);
    try (var store = RocksStore.open(data)) {
      Set<String> names = store.read(PORTAL, s -> s.documents("d")).keySet();
      for (int i = 0; i < kept; i++) {
        assertTrue(names.contains(Integer.toString(i)), i + " of " + names);
      }
      assertTrue(names.size() <= kept + 1, names.toString());
      ChildStore.put(store, kept + 1);
    }
  }
}
