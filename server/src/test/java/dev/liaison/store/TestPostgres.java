package dev.liaison.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server of the tests' own, on a free port of the loopback address. Its data is
/// removed with it: by [#close], at the end of the JVM, and when the JVM was killed. One that
/// cannot be started fails the test that asks for it, it never skips it. Safe for concurrent use.
public final class TestPostgres implements AutoCloseable {

  public static final String USER = "liaison";

  /// Has characters that mean something in a URL, in SQL, in a shell and in Unicode.
  public static final String PASSWORD = "p@ss w:rd/100%&?#+='\"\\$;ü";

  /// Stops the server and removes its folder when the JVM is gone, which closes the pipe.
  private static final String WATCH =
      """
      trap '' HUP INT TERM
      cat >/dev/null
      if read -r pid <"$0/data/postmaster.pid"; then
        kill -QUIT "$pid"
        while kill -0 "$pid"; do sleep 1; done
      fi
      rm -rf "$0"
      """;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Optional<TestPostgres> shared = Optional.empty();
  private static Optional<RuntimeException> failure = Optional.empty();

  private final Path home;
  private final Path folder;
  private final PostgresAccount account;
  private final Optional<Process> watch;
  private final int port;
  private boolean closed;

  /// The one that all tests of this JVM share; do not stop it.
  public static synchronized TestPostgres shared() {
    if (failure.isPresent()) {
      throw new IllegalStateException("PostgreSQL could not be started", failure.get());
    }
    try {
      TestPostgres server = shared.orElseGet(TestPostgres::started);
      shared = Optional.of(server);
      return server;
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /// Another one, for a test that stops it. Not durable: fast, as long as the machine does not
  /// fail.
  public static TestPostgres started() {
    return new TestPostgres(false);
  }

  /// Another one, whose commits are on disk as they are in earnest.
  public static TestPostgres durable() {
    return new TestPostgres(true);
  }

  private TestPostgres(boolean durable) {
    try {
      home = PostgresBinaries.home();
      port = freePort();
      folder = Files.createTempDirectory("liaison-postgres-");
      watch = watch();
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
      try {
        account = PostgresAccount.owning(folder, home);
        initialise(durable);
        start();
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("PostgreSQL could not be started: " + e.getMessage(), e);
    }
  }

  /// Windows has no such shell; there a killed JVM leaves its server behind.
  private Optional<Process> watch() throws IOException {
    if (Files.isExecutable(Path.of("/bin/sh"))) {
      return Optional.of(
          new ProcessBuilder("/bin/sh", "-c", WATCH, folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    return Optional.empty();
  }

  /// Not one that the system gives to outgoing connections: such a one could be taken while the
  /// server is stopped, and a client that tries to connect again and again could meet itself.
  private static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (var _ = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return port;
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IOException("no free port from 15000 to 32000");
  }

  private void initialise(boolean durable) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    account.own(password);
    // Texts are in the order of a language, as in many databases: who needs bytes must say so.
    run(
        "initdb",
        "--username=" + USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=icu",
        "--icu-locale=en-US");
    Files.writeString(
        folder.resolve("data/postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        port = %d
        fsync = %s
        full_page_writes = %2$s
        synchronous_commit = on
        max_connections = 300
        max_locks_per_transaction = 256
        autovacuum = off
        """
            .formatted(port, durable ? "on" : "off"),
        StandardOpenOption.APPEND);
  }

  /// Starts it again after [#stop], with the data and the port that it had, and waits until it
  /// answers.
  public synchronized void start() {
    control("start", "--log=" + folder.resolve("server.log"));
  }

  /// Stops it as an operator does: connections are ended, what was committed stays.
  public synchronized void stop() {
    control("stop", "--mode=fast");
  }

  /// Ends it as a failing machine does: all of its processes at once, with SIGKILL.
  public synchronized void kill() {
    try {
      String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip();
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      List<ProcessHandle> sessions = server.descendants().toList();
      server.destroyForcibly();
      sessions.forEach(ProcessHandle::destroyForcibly);
      server.onExit().join();
      sessions.forEach(session -> session.onExit().join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops it when it runs, and removes its data.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (Files.exists(folder.resolve("data/postmaster.pid"))) {
        control("stop", "--mode=immediate");
      }
      PostgresBinaries.delete(folder);
      if (watch.isPresent()) {
        watch.get().getOutputStream().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void control(String command, String option) {
    try {
      run("pg_ctl", command, option, "--wait", "--timeout=60");
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /// Runs one of PostgreSQL's programs on the data. Its output goes through a file: the server
  /// inherits it and would keep a pipe open.
  private void run(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(account.words());
    command.add(home.resolve("bin").resolve(program).toString());
    command.add("--pgdata=" + folder.resolve("data"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve(program + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    int code = builder.start().onExit().join().exitValue();
    if (code != 0) {
      Path log = folder.resolve("server.log");
      throw new IOException(
          "%s ended with %d:%n%s%s"
              .formatted(
                  String.join(" ", command),
                  code,
                  Files.readString(output),
                  Files.exists(log) ? Files.readString(log) : ""));
    }
  }

  /// The URL of a new empty database.
  public String freshDatabase() {
    String name = "fresh" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " STRATEGY file_copy");
    return url(name);
  }

  /// Removes a database if it is there, also one that is in use.
  public void drop(String url) {
    execute("DROP DATABASE IF EXISTS " + name(url) + " WITH (FORCE)");
  }

  /// The URL of a database, with user and password.
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, database, USER, URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
  }

  public int port() {
    return port;
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/', url.indexOf('?')) + 1, url.indexOf('?'));
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
