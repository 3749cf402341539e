package dev.liaison.store.rocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Says in a line why RocksDB did not open. Its status code for a lock that is held is the one for
/// every fault of the file system, and its text ends with the system's word for the fault in the
/// user's language; only what it was about to do stands there in a fixed form.
final class OpenFailure {

  private static final String HELD_HERE = "lock hold by current process";
  private static final String LOCKING = "While lock file: ";

  private OpenFailure() {}

  /// @param directory what the user named
  /// @param database where RocksDB was to open
  static String describe(Path directory, Path database, RocksDBException e) {
    String message = message(e);
    if (message.contains(HELD_HERE)) {
      return directory + " is in use by this process already";
    }
    if (isInUse(database, e)) {
      return directory + " is in use by another process";
    }
    Status status = e.getStatus();
    Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
    return switch (code) {
      case Corruption -> directory + " has damaged data: " + message;
      case InvalidArgument, NotSupported ->
          directory + " has data that this version cannot read: " + message;
      default -> directory + " cannot be opened: " + message;
    };
  }

  /// Whether it is open elsewhere, in this process or another.
  static boolean isInUse(Path database, RocksDBException e) {
    String message = message(e);
    return message.contains(HELD_HERE) || message.contains(LOCKING) && canBeLocked(database);
  }

  /// False where the file system has no locks. Asked only when this process does not hold the lock,
  /// which it would lose here.
  private static boolean canBeLocked(Path database) {
    try (FileChannel file = FileChannel.open(database.resolve("LOCK"), StandardOpenOption.WRITE)) {
      // Null while the other process holds it; no longer held is as good an answer.
      var _ = file.tryLock();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String message(RocksDBException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
