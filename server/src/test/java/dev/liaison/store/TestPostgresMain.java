package dev.liaison.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A [TestPostgres] for tests that are not Java. Says `ready` when it runs; answers each line that
/// it reads with the URL of a new empty database; ends with its input.
final class TestPostgresMain {

  private TestPostgresMain() {}

  public static void main(String[] arguments) throws IOException {
    try (var postgres = TestPostgres.started();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ready");
      while (in.readLine() != null) {
        System.out.println(postgres.freshDatabase());
      }
    }
  }
}
