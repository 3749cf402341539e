package dev.liaison.store;

import static dev.liaison.store.StoreFixture.PORTAL;

import dev.liaison.crm.Store;
import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store in a process of its own, where faults can be caused that would hit the tests' process
/// too. Opens it, writes until a write fails, and says what happened.
final class ChildStore {

  private static final int MOST = 1_000;

  private ChildStore() {}

  /// Runs it to its end.
  ///
  /// @param fileBlocks how large a file can grow, in blocks of 512 or 1024 bytes as the shell has
  ///   it
  /// @param jvm options
  /// @return what it printed
  static String run(Path data, String fileBlocks, List<String> jvm, Map<String, String> environment)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "ulimit -f " + fileBlocks + " && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ChildStore.class.getName(),
            data.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) {
    try (Store store = RocksStore.open(Path.of(arguments[0]))) {
      writeUntilItFails(store);
    } catch (StoreOpenException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static void writeUntilItFails(Store store) {
    int kept = 0;
    try {
      while (kept < MOST) {
        put(store, kept);
        kept++;
      }
      System.out.println("nothing failed");
    } catch (WriteInDoubt e) {
      System.out.println("in doubt after " + kept);
    }
    var ran = new AtomicBoolean();
    try {
      boolean _ = store.write(PORTAL, tx -> ran.getAndSet(true));
      System.out.println("a later write succeeded");
    } catch (StoreUnavailable e) {
      System.out.println("later: " + e.getMessage() + ", run: " + ran);
    }
    System.out.println("read " + store.read(PORTAL, s -> s.documents("d")).size());
  }

  static void put(Store store, int number) {
    boolean _ =
        store.write(
            PORTAL,
            tx -> {
              tx.putDocument("d", Integer.toString(number), new byte[32_768]);
              return true;
            });
  }
}
