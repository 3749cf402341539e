package dev.liaison.store;

import dev.liaison.crm.Store;
import dev.liaison.store.rocks.RocksStore;

class InMemoryRocksStoreTest extends StoreContract {

  @Override
  Store create() {
    return RocksStore.inMemory();
  }

  /// A store in memory is gone when it is closed, so it stays open.
  @Override
  Store reopen(Store store) {
    return store;
  }
}
