package dev.liaison.store.rocks;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Says in a line why RocksDB did not open.
final class OpenFailure {

  private OpenFailure() {}

  static String describe(Path directory, RocksDBException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    Status status = e.getStatus();
    Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
    if (message.contains("lock") && message.contains("LOCK")) {
      return directory + " is in use by another process";
    }
    return switch (code) {
      case Corruption -> directory + " has damaged data: " + message;
      case InvalidArgument, NotSupported ->
          directory + " has data that this version cannot read: " + message;
      default -> directory + " cannot be opened: " + message;
    };
  }
}
