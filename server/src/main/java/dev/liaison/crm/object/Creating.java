package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Runs writes that make records, under ids that nobody has. An id of the sequence can have been
/// taken all the same: another server may have loaded a record with an id of its own out of the
/// block that this one had leased before.
final class Creating {

  /// Each attempt after the first has a new block, behind everything that was loaded until then.
  private static final int MOST_ATTEMPTS = 8;

  private final Store store;
  private final Ids ids;

  Creating(Store store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  /// The references that a write may give to new records. Used within its transaction only.
  static final class NewRefs {

    private final Transaction tx;
    private final ObjectTypeId type;
    private final long first;
    private final int count;

    private NewRefs(Transaction tx, ObjectTypeId type, long first, int count) {
      this.tx = tx;
      this.type = type;
      this.first = first;
      this.count = count;
    }

    ObjectTypeId type() {
      return type;
    }

    /// All of them, checked or not.
    List<ObjectRef> all() {
      var all = new ArrayList<ObjectRef>(count);
      for (int i = 0; i < count; i++) {
        all.add(new ObjectRef(type, first + i));
      }
      return all;
    }

    /// One that no record has, live or archived.
    ObjectRef get(int index) {
      var ref = new ObjectRef(type, first + index);
      if (tx.get(ref).isPresent() || tx.getArchived(ref).isPresent()) {
        throw new Taken(ref.id());
      }
      return ref;
    }
  }

  /// Leaves the transaction, so that the write is run again with other ids.
  private static final class Taken extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final long id;

    Taken(long id) {
      super("a record has the id " + id, null, false, false);
      this.id = id;
    }
  }

  /// Runs a write that makes up to `count` records of a type.
  <T> T write(
      Caller caller, ObjectTypeId type, int count, BiFunction<Transaction, NewRefs, T> work) {
    for (int attempt = 1; ; attempt++) {
      long first = ids.take(count);
      try {
        return store.write(
            caller.portal(), tx -> work.apply(tx, new NewRefs(tx, type, first, count)));
      } catch (Taken taken) {
        if (attempt == MOST_ATTEMPTS) {
          throw new IllegalStateException("every id of the sequence is taken", taken);
        }
        ids.giveUp(taken.id);
      }
    }
  }
}
