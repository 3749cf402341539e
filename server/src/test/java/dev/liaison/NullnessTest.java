package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles a class with a null bug as the build compiles the product, with the arguments that are
/// in the parent POM: it must be refused. The check would otherwise be off without anyone noticing.
class NullnessTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path CANARY =
      Path.of("src/test/canary/dev/liaison/canary/NullCanary.java").toAbsolutePath();

  @Test
  void theBuildRefusesANullBug(@TempDir Path out) throws Exception {
    String pom = Files.readString(ROOT.resolve("pom.xml"));

    String printed = compile(pom, out);

    assertTrue(printed.contains("error: [NullAway]"), printed);
    assertFalse(Files.exists(out.resolve("dev/liaison/canary/NullCanary.class")), printed);
  }

  private static String compile(String pom, Path out) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(arguments(pom));
    command.addAll(
        List.of(
            "-d",
            out.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-processorpath",
            System.getProperty("java.class.path"),
            CANARY.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return printed;
  }

  /// The `<arg>`s of the first `<compilerArgs>`, which are those of the main classes.
  private static List<String> arguments(String pom) {
    String block = pom.substring(pom.indexOf("<compilerArgs>"), pom.indexOf("</compilerArgs>"));
    String flags = between(pom, "<nullaway.flags>", "</nullaway.flags>");
    return Pattern.compile("<arg>(.*?)</arg>", Pattern.DOTALL)
        .matcher(block)
        .results()
        .map(MatchResult::group)
        .map(arg -> between(arg, "<arg>", "</arg>").replace("${nullaway.flags}", flags))
        .toList();
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
