package dev.liaison.store;

import dev.liaison.crm.Store;
import dev.liaison.store.rocks.RocksStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest extends StoreContract {

  @TempDir Path directory;

  @Override
  Store create() {
    return RocksStore.open(directory.resolve("data"));
  }

  @Override
  Store reopen(Store store) {
    store.close();
    return RocksStore.open(directory.resolve("data"));
  }
}
