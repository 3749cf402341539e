package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordChanges.Upserted;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Updates records that are there and creates those that are not.
final class Upserts {

  private final Creating creating;
  private final InstantSource clock;

  Upserts(Creating creating, InstantSource clock) {
    this.creating = creating;
    this.clock = clock;
  }

  /// What became of an entry.
  private record Outcome(CrmRecord record, boolean isNew) {}

  /// Nothing is written when values are refused; an id that leads to no record is passed over.
  List<Optional<Upserted>> each(
      Writing by, Caller caller, ObjectTypeId type, List<Update> upserts, Reading reading) {
    List<Map<String, String>> checked =
        upserts.stream().map(upsert -> by.rules().check(type, withKey(upsert))).toList();
    return creating.write(
        caller,
        type,
        upserts.size(),
        (tx, refs) -> {
          RecordChanges.expect(tx, type, upserts);
          long at = clock.millis();
          var done = new ArrayList<Optional<Upserted>>(upserts.size());
          for (int i = 0; i < upserts.size(); i++) {
            Update upsert = upserts.get(i);
            done.add(
                write(by, tx, caller, upsert, checked.get(i), refs, i, at)
                    .map(
                        it ->
                            new Upserted(by.viewer().view(tx, it.record(), reading), it.isNew())));
          }
          return done;
        });
  }

  /// Nothing is written when an entry is refused.
  List<RecordView> allOrNone(
      Writing by, Caller caller, ObjectTypeId type, List<Update> upserts, Reading reading) {
    return creating.write(
        caller,
        type,
        upserts.size(),
        (tx, refs) -> {
          RecordChanges.expect(tx, type, upserts);
          long at = clock.millis();
          var written = new ArrayList<ObjectRef>(upserts.size());
          var refused = new ArrayList<Problem.InvalidEntries.Entry>(0);
          for (int i = 0; i < upserts.size(); i++) {
            Update upsert = upserts.get(i);
            try {
              Map<String, String> checked = by.rules().check(type, withKey(upsert));
              written.add(
                  write(by, tx, caller, upsert, checked, refs, i, at)
                      .orElseThrow(
                          () -> new CrmException(RecordFinder.notFound(type, upsert.key())))
                      .record()
                      .ref());
            } catch (CrmException e) {
              refused.add(new Problem.InvalidEntries.Entry(i, e.problem()));
            }
          }
          if (!refused.isEmpty()) {
            throw new CrmException(new Problem.InvalidEntries(refused));
          }
          return written.stream()
              .flatMap(ref -> tx.get(ref).stream())
              .map(record -> by.viewer().view(tx, record, reading))
              .toList();
        });
  }

  /// Empty for an id that leads to no record.
  private static Optional<Outcome> write(
      Writing by,
      Transaction tx,
      Caller caller,
      Update upsert,
      Map<String, String> checked,
      Creating.NewRefs refs,
      int index,
      long at) {
    ObjectTypeId type = refs.type();
    Optional<CrmRecord> there = by.finder().find(tx, type, upsert.key());
    if (there.isPresent()) {
      Map<String, String> values = withoutKey(upsert, checked);
      return Optional.of(
          new Outcome(by.writer().update(tx, caller, there.get(), values, at), false));
    }
    return upsert.key() instanceof RecordKey.ById
        ? Optional.empty()
        : Optional.of(
            new Outcome(
                by.writer().insert(tx, caller, refs.get(index), checked, List.of(), at), true));
  }

  /// The values of an upsert with the one that names its record, which a new record gets too.
  private static Map<String, String> withKey(Update upsert) {
    if (upsert.key() instanceof RecordKey.ByUnique(String property, String value)
        && !names(upsert, property)) {
      var values = new LinkedHashMap<>(upsert.properties());
      values.put(property, value);
      return values;
    }
    return upsert.properties();
  }

  /// A record found by one of its values keeps it: it may be a secondary address of the contact.
  private static Map<String, String> withoutKey(Update upsert, Map<String, String> checked) {
    if (upsert.key() instanceof RecordKey.ByUnique(String property, String ignored)
        && !names(upsert, property)) {
      var values = new LinkedHashMap<>(checked);
      values.remove(property.toLowerCase(Locale.ROOT));
      return values;
    }
    return checked;
  }

  private static boolean names(Update update, String property) {
    return update.properties().keySet().stream().anyMatch(property::equalsIgnoreCase);
  }
}
