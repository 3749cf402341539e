package dev.liaison;

import dev.liaison.access.FirstToken.Notice;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `liaison serve`: runs until the process is told to stop.
final class ServeCommand {

  private ServeCommand() {}

  /// Returns once the server is running; it keeps the process alive.
  ///
  /// @throws CannotStart when it cannot run as asked
  static void run(Config config, PrintStream out) {
    config.requireTokenUnlessLoopback();
    Log.start(config.logLevel());
    var running = new AtomicReference<@Nullable App>();
    var hook = new Thread(() -> stop(running.get()), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      App app = App.start(config);
      running.set(app);
      tell(config, app, out);
    } catch (RuntimeException e) {
      // What comes next ends the process with another code.
      Runtime.getRuntime().removeShutdownHook(hook);
      throw e;
    }
  }

  /// Told to stop and stopped is success: without the halt the process would exit with 143.
  private static void stop(@Nullable App app) {
    int code = 0;
    try {
      if (app != null) {
        app.close();
      }
    } catch (RuntimeException e) {
      System.err.println("liaison: stopping failed: " + e);
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }

  private static void tell(Config config, App app, PrintStream out) {
    out.printf("%s%n", Version.line());
    out.printf("API     http://%s:%d%n", shown(config.host()), app.port());
    out.printf("Data    %s%n", config.storage().shown());
    out.printf("Token   %s%n", token(app.notice()));
    out.printf("Stop    Ctrl+C, or kill %d%n", ProcessHandle.current().pid());
    out.flush();
  }

  private static String token(Notice notice) {
    return switch (notice) {
      case Notice.New made ->
          made.token() + made.file().map(file -> "  (kept in " + file + ")").orElse("");
      case Notice.InFile(var file) -> "in " + file;
      case Notice.NoFile() -> "made earlier; 'liaison token create' makes another";
      case Notice.Given() -> "as given";
    };
  }

  private static String shown(String host) {
    try {
      return InetAddress.getByName(host).getAddress().length == 16 && !host.startsWith("[")
          ? "[" + host + "]"
          : host;
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
