package dev.liaison.store;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import java.util.function.Function;

/// A store that does everything by another one, for those that do something else too.
public abstract class ForwardingStore implements Store {

  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public <T> T read(long portal, Function<Snapshot, T> work) {
    return store.read(portal, work);
  }

  @Override
  public <T> T write(long portal, Function<Transaction, T> work) {
    return store.write(portal, work);
  }

  @Override
  public long leaseIds(int count) {
    return store.leaseIds(count);
  }

  @Override
  public void reserveIdsThrough(long id) {
    store.reserveIdsThrough(id);
  }

  @Override
  public void check() {
    store.check();
  }

  @Override
  public void onDocumentsChanged(long portal, String kind, Runnable listener) {
    store.onDocumentsChanged(portal, kind, listener);
  }

  @Override
  public void close() {
    store.close();
  }
}
