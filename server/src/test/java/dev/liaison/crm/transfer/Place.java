package dev.liaison.crm.transfer;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import dev.liaison.store.postgres.PostgresTransfer;
import dev.liaison.store.rocks.RocksStore;
import dev.liaison.store.rocks.RocksTransfer;
import java.nio.file.Path;

/// Somewhere data can be, to be opened in one way at a time.
interface Place {

  Store store();

  TransferSource source();

  TransferTarget target();

  /// A data directory.
  record Directory(Path path) implements Place {

    @Override
    public Store store() {
      return RocksStore.open(path);
    }

    @Override
    public TransferSource source() {
      return RocksTransfer.source(path);
    }

    @Override
    public TransferTarget target() {
      return RocksTransfer.target(path);
    }
  }

  /// A database.
  record Database(String url) implements Place {

    @Override
    public Store store() {
      return PostgresStore.open(new PostgresOptions(url));
    }

    @Override
    public TransferSource source() {
      return PostgresTransfer.source(new PostgresOptions(url));
    }

    @Override
    public TransferTarget target() {
      return PostgresTransfer.target(new PostgresOptions(url));
    }
  }
}
