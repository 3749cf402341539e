package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.store.rocks.RocksStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class OwnerCommandTest {

  @TempDir Path data;

  @BeforeEach
  void aServerHasBeenHere() {
    RocksStore.open(data).close();
  }

  private String run(String command, String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--data";
    all[2] = data.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    ParseResult parsed = new CommandLine(OwnerCommand.spec()).parseArgs(all).subcommand();
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    OwnerCommand.run(parsed, Options.config(parsed, Map.of()), out);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void ownersAreKept() {
    assertEquals("1\n", run("add", "--email", "ida@b.example", "--first-name", "Ida"));
    assertEquals("2\n", run("add", "--email", "ole@b.example"));
    assertEquals("1  ida@b.example  Ida\n2  ole@b.example\n", run("list"));
  }

  @Test
  void anArchivedOwnerKeepsItsIdAndGivesUpItsAddress() {
    run("add", "--email", "ida@b.example");
    assertEquals("", run("archive", "1"));
    assertEquals("2\n", run("add", "--email", "ida@b.example"));
    assertEquals("1  ida@b.example  (archived)\n2  ida@b.example\n", run("list"));
    assertThrows(CannotStart.class, () -> run("archive", "1"));
  }

  @Test
  void anAddressIsRefusedThatIsNoneOrTaken() {
    assertThrows(CannotStart.class, () -> run("add", "--email", "ida"));
    run("add", "--email", "ida@b.example");
    assertThrows(CannotStart.class, () -> run("add", "--email", "IDA@b.example"));
    assertThrows(CannotStart.class, () -> run("archive", "x"));
  }
}
