package dev.liaison.store;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import org.junit.jupiter.api.AfterEach;

class PostgresStoreTest extends StoreContract {

  private final String url = Stores.database();

  @Override
  Store create() {
    return PostgresStore.open(new PostgresOptions(url));
  }

  @Override
  Store reopen(Store store) {
    store.close();
    return create();
  }

  @Override
  @AfterEach
  void close() {
    super.close();
    Stores.giveBack(url);
  }
}
