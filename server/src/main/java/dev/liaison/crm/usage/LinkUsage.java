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

  /// The records of one type with many links to records of another.
  public Crowded crowded(Caller caller, ObjectTypeId from, ObjectTypeId to) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(caller.portal(), snapshot -> crowded(snapshot, catalogue, from, to));
  }

  /// The types that have records with many links to those of some type.
  public List<OfType> from(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot ->
            catalogue.types().all().stream()
                .flatMap(type -> among(snapshot, catalogue, type, true))
                .toList());
  }

  /// The types to whose records some of this type have many links.
  public List<OfType> to(Caller caller, ObjectTypeId from) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot -> among(snapshot, catalogue, catalogue.types().byId(from), false).toList());
  }

  private static Stream<OfType> among(
      Snapshot snapshot, Catalogue catalogue, ObjectType from, boolean together) {
    Map<ObjectType, OfType> found = new LinkedHashMap<>();
    for (ObjectType to : catalogue.types().all()) {
      if (catalogue.associationTypes().plain(from.id(), to.id()).isPresent()) {
        Crowded crowded = crowded(snapshot, catalogue, from.id(), to.id());
        if (crowded.near() + crowded.at() > 0) {
          ObjectType key = together ? from : to;
          var one = new OfType(key, crowded.near() > 0, crowded.at() > 0);
          found.merge(key, one, (a, b) -> new OfType(key, a.near() || b.near(), a.at() || b.at()));
        }
      }
    }
    return found.values().stream();
  }

  private static Crowded crowded(
      Snapshot snapshot, Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    int limit = limit(catalogue, from, to);
    long many = (limit * 8L + 9) / 10;
    var near = new ArrayList<Sample>();
    var at = new ArrayList<Sample>();
    long nearCount = 0;
    long atCount = 0;
    boolean possible = snapshot.countRecentlyUpdated(to, 0, Math.toIntExact(many)) >= many;
    long after = possible ? 0 : -1;
    while (after >= 0) {
      List<CrmRecord> page = snapshot.scan(from, false, after, PAGE);
      for (CrmRecord record : page) {
        long usage = snapshot.countAssociations(record.ref(), to);
        if (usage >= limit) {
          atCount++;
          sample(at, record, usage);
        } else if (usage >= many) {
          nearCount++;
          sample(near, record, usage);
        }
      }
      after = page.size() < PAGE ? -1 : page.getLast().ref().id();
    }
    return new Crowded(limit, nearCount, near, atCount, at);
  }

  private static int limit(Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    return catalogue
        .associationTypes()
        .plain(from, to)
        .map(AssociationType::key)
        .map(key -> catalogue.associationTypes().limit(key).orElse(LIMIT))
        .orElse(LIMIT);
  }

  private static void sample(List<Sample> samples, CrmRecord record, long usage) {
    if (samples.size() < SAMPLES) {
      samples.add(new Sample(record.ref().id(), label(record), usage));
    }
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
