package dev.liaison.crm.usage;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds the records that have as many links as they may have, or nearly so. Looks at single
/// records only where there are enough records at the other end to be linked to. Safe for
/// concurrent use.
public final class LinkUsage {

  /// With how many records of a type one can be linked, where the portal sets no limit of its own:
  /// HubSpot's documented figure, which nothing enforces here.
  public static final int LIMIT = 50_000;

  /// As many as are counted of any type: 80 percent of the limit.
  private static final int NEAR = LIMIT / 10 * 8;

  private static final int SAMPLES = 10;
  private static final int PAGE = 500;

  private final Store store;
  private final Catalogues catalogues;

  public LinkUsage(Store store, Catalogues catalogues) {
    this.store = store;
    this.catalogues = catalogues;
  }

  /// A record with many links.
  ///
  /// @param label what people know it by
  public record Sample(long id, String label, long usage) {}

  /// The records of a type with many links to records of another.
  ///
  /// @param near how many have at least 80 percent of the limit, but not all of it
  /// @param at how many have all of it, or more
  public record Crowded(
      int limit, long near, List<Sample> nearSamples, long at, List<Sample> atSamples) {}

  /// @param near whether it has records with many links
  /// @param at whether it has records with as many as there can be
  public record OfType(ObjectType type, boolean near, boolean at) {}

  /// A way from one type to another.
  ///
  /// @param limit with how many records of the other type one can be linked
  public record Direction(ObjectType from, ObjectType to, int limit) {

    /// 80 percent of the limit.
    long many() {
      return (limit * 8L + 9) / 10;
    }
  }

  /// Some records with many links, and up to where they were looked for.
  ///
  /// @param last the id of the last record that was looked at, 0 when there was none
  public record Part(List<Sample> crowded, long last, boolean hasMore) {}

  /// The records of one type with many links to records of another.
  public Crowded crowded(Caller caller, ObjectTypeId from, ObjectTypeId to) {
    Catalogue catalogue = catalogues.of(caller.portal());
    Direction direction = direction(catalogue, from, to);
    return store.read(caller.portal(), snapshot -> crowded(snapshot, direction, new HashMap<>()));
  }

  /// The types that have records with many links to those of some type.
  public List<OfType> from(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot -> {
          var counts = new HashMap<ObjectTypeId, Integer>();
          return catalogue.types().all().stream()
              .flatMap(type -> among(snapshot, catalogue, type, true, counts))
              .toList();
        });
  }

  /// The types to whose records some of this type have many links.
  public List<OfType> to(Caller caller, ObjectTypeId from) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot ->
            among(snapshot, catalogue, catalogue.types().byId(from), false, new HashMap<>())
                .toList());
  }

  /// The directions in which a record can have many links: there are enough records at the other
  /// end.
  public List<Direction> possible(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot -> {
          var counts = new HashMap<ObjectTypeId, Integer>();
          return catalogue.types().all().stream()
              .flatMap(from -> directions(catalogue, from))
              .filter(direction -> possible(snapshot, direction, counts))
              .toList();
        });
  }

  /// The records with many links among those that follow in the order of ids.
  public Part part(Caller caller, Direction direction, long after) {
    return store.read(caller.portal(), snapshot -> part(snapshot, direction, after));
  }

  private static Stream<OfType> among(
      Snapshot snapshot,
      Catalogue catalogue,
      ObjectType from,
      boolean together,
      Map<ObjectTypeId, Integer> counts) {
    Map<ObjectType, OfType> found = new LinkedHashMap<>();
    directions(catalogue, from)
        .forEach(
            direction -> {
              Crowded crowded = crowded(snapshot, direction, counts);
              if (crowded.near() + crowded.at() > 0) {
                ObjectType key = together ? from : direction.to();
                var one = new OfType(key, crowded.near() > 0, crowded.at() > 0);
                found.merge(
                    key, one, (a, b) -> new OfType(key, a.near() || b.near(), a.at() || b.at()));
              }
            });
    return found.values().stream();
  }

  private static Stream<Direction> directions(Catalogue catalogue, ObjectType from) {
    return catalogue.types().all().stream()
        .filter(to -> catalogue.associationTypes().plain(from.id(), to.id()).isPresent())
        .map(to -> direction(catalogue, from.id(), to.id()));
  }

  private static Direction direction(Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    return new Direction(
        catalogue.types().byId(from), catalogue.types().byId(to), limit(catalogue, from, to));
  }

  private static Crowded crowded(
      Snapshot snapshot, Direction direction, Map<ObjectTypeId, Integer> counts) {
    var near = new ArrayList<Sample>();
    var at = new ArrayList<Sample>();
    long nearCount = 0;
    long atCount = 0;
    var part = new Part(List.of(), 0, possible(snapshot, direction, counts));
    while (part.hasMore()) {
      part = part(snapshot, direction, part.last());
      for (Sample sample : part.crowded()) {
        boolean full = sample.usage() >= direction.limit();
        List<Sample> samples = full ? at : near;
        if (samples.size() < SAMPLES) {
          samples.add(sample);
        }
        atCount += full ? 1 : 0;
        nearCount += full ? 0 : 1;
      }
    }
    return new Crowded(direction.limit(), nearCount, near, atCount, at);
  }

  /// @param counts how many records types have, as far as it is known; looked up where it is not
  private static boolean possible(
      Snapshot snapshot, Direction direction, Map<ObjectTypeId, Integer> counts) {
    ObjectTypeId to = direction.to().id();
    long many = direction.many();
    int count =
        many <= NEAR
            ? counts.computeIfAbsent(to, it -> snapshot.countRecentlyUpdated(it, 0, NEAR))
            : snapshot.countRecentlyUpdated(to, 0, Math.toIntExact(many));
    return count >= many;
  }

  private static Part part(Snapshot snapshot, Direction direction, long after) {
    List<CrmRecord> page = snapshot.scan(direction.from().id(), false, after, PAGE);
    var crowded = new ArrayList<Sample>(0);
    for (CrmRecord record : page) {
      long usage = snapshot.countAssociations(record.ref(), direction.to().id());
      if (usage >= direction.many()) {
        crowded.add(new Sample(record.ref().id(), label(record), usage));
      }
    }
    return new Part(crowded, page.isEmpty() ? 0 : page.getLast().ref().id(), page.size() == PAGE);
  }

  private static int limit(Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    return catalogue
        .associationTypes()
        .plain(from, to)
        .map(AssociationType::key)
        .map(key -> catalogue.associationTypes().limit(key).orElse(LIMIT))
        .orElse(LIMIT);
  }

  private static String label(CrmRecord record) {
    ObjectTypeId type = record.ref().type();
    String property =
        type.equals(ObjectTypes.CONTACT)
            ? "email"
            : type.equals(ObjectTypes.COMPANY)
                ? "name"
                : type.equals(ObjectTypes.DEAL)
                    ? "dealname"
                    : type.equals(ObjectTypes.TICKET) ? "subject" : "hs_object_id";
    return record.value(property).orElse(Long.toString(record.ref().id()));
  }
}
