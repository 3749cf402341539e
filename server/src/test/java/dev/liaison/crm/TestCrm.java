package dev.liaison.crm;

import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The core over a real store, with a clock that is moved by hand.
public final class TestCrm implements AutoCloseable {

  public static final Caller CALLER = Caller.api(1);

  private static final Catalogue CATALOGUE = Catalogue.hubspotDefined();

  public final Store store;
  public final Crm crm;

  /// Epoch milliseconds.
  public long now = 1_767_225_600_000L;

  private long seen;

  public TestCrm(Stores stores) {
    store = stores.empty();
    crm = Crm.over(store, CATALOGUE, () -> Instant.ofEpochMilli(now), LuceneIndex.inMemory(1));
  }

  /// @param values names and values in turn
  public ObjectRef create(ObjectTypeId type, String... values) {
    return crm.changes()
        .create(CALLER, type, new NewRecord(map(values), List.of()), Reading.EVERYTHING)
        .view()
        .record()
        .ref();
  }

  /// Sets values a second later.
  public RecordView update(ObjectRef ref, String... values) {
    now += 1_000;
    return crm.changes()
        .update(CALLER, ref.type(), new RecordKey.ById(ref.id()), map(values), Reading.EVERYTHING);
  }

  /// Archives a second later.
  public void archive(ObjectRef ref) {
    now += 1_000;
    crm.changes().archive(CALLER, ref);
  }

  /// Merges a second later.
  public RecordView merge(ObjectRef keep, ObjectRef away) {
    now += 1_000;
    return crm.changes().merge(CALLER, keep.type(), keep.id(), away.id(), Reading.EVERYTHING);
  }

  public RecordView read(ObjectRef ref) {
    return crm.records()
        .read(CALLER, ref.type(), new RecordKey.ById(ref.id()), Reading.EVERYTHING.withHistory());
  }

  public Optional<String> value(ObjectRef ref, String name) {
    return read(ref).record().value(name);
  }

  /// The values of all versions of a property, newest first.
  public List<String> versions(ObjectRef ref, String name) {
    return read(ref).history().getOrDefault(name, List.of()).stream()
        .map(PropertyValue::value)
        .toList();
  }

  /// The contact that an address finds.
  public Optional<ObjectRef> byEmail(ObjectTypeId type, String address) {
    return crm
        .records()
        .readAll(
            CALLER,
            type,
            List.of(new RecordKey.ByUnique("email", address)),
            false,
            Reading.EVERYTHING)
        .found()
        .stream()
        .map(view -> view.record().ref())
        .findFirst();
  }

  public long updatedAt(ObjectRef ref) {
    return read(ref).record().updatedAt();
  }

  /// What was logged since the last call.
  public List<Change> changes() {
    List<LoggedChange> logged =
        store.read(CALLER.portal(), snapshot -> snapshot.changesAfter(seen, 10_000));
    var changes = new ArrayList<Change>();
    for (LoggedChange change : logged) {
      seen = change.sequence();
      changes.add(change.change());
    }
    return changes;
  }

  public static Map<String, String> map(String... values) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < values.length; i += 2) {
      map.put(values[i], values[i + 1]);
    }
    return map;
  }

  @Override
  public void close() {
    crm.close();
    store.close();
  }
}
