package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.LinkWriter;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges one record into another of its type. The one to keep keeps its id; the other is archived
/// and its id leads to the survivor from then on.
final class Merging {

  private static final String MERGED_IDS = "hs_merged_object_ids";

  private final Catalogue catalogue;
  private final UniqueClaims claims;
  private final RecordWriter writer;
  private final LinkWriter links;

  Merging(Catalogue catalogue, UniqueClaims claims, RecordWriter writer, LinkWriter links) {
    this.catalogue = catalogue;
    this.claims = claims;
    this.writer = writer;
    this.links = links;
  }

  /// @throws CrmException with [Problem.InvalidMergePrimary], [Problem.InvalidMergeSecondary]
  CrmRecord merge(Transaction tx, Caller caller, ObjectRef keep, ObjectRef away, long at) {
    CrmRecord primary =
        tx.get(keep).orElseThrow(() -> new CrmException(new Problem.InvalidMergePrimary(keep)));
    CrmRecord secondary =
        tx.get(away)
            .filter(record -> !away.equals(keep))
            .orElseThrow(() -> new CrmException(new Problem.InvalidMergeSecondary(away)));
    links.moveAll(tx, caller, away, keep, at);
    writer.archive(tx, caller, secondary, keep.id(), at);
    List<String> moved = moved(primary, secondary);
    Map<String, PropertyValue> merged = merged(tx, caller, primary, secondary, moved, at);
    // Any address of a merged contact finds the survivor (legacy-api.md section 6, recorded).
    claims.change(tx, keep, primary.properties(), merged);
    Merge.remember(tx, away, moved, merged.get(ContactEmails.MAIN));
    long updatedAt = Math.max(at, primary.updatedAt());
    var survivor = new CrmRecord(keep, primary.createdAt(), updatedAt, 0, 0, merged);
    tx.put(survivor);
    tx.append(new Change.Merged(keep, away), at, caller.source());
    return survivor;
  }

  private Map<String, PropertyValue> merged(
      Transaction tx,
      Caller caller,
      CrmRecord primary,
      CrmRecord secondary,
      List<String> moved,
      long at) {
    var merged = new LinkedHashMap<>(primary.properties());
    Stamp stamp = caller.stamp(at);
    secondary
        .properties()
        .forEach(
            (name, value) -> {
              if (moved.contains(name)) {
                replace(tx, primary, merged, name, value, stamp);
              }
            });
    Set<String> ids = mergedIds(primary);
    ids.addAll(mergedIds(secondary));
    ids.add(Long.toString(secondary.ref().id()));
    replace(tx, primary, merged, MERGED_IDS, joined(ids, stamp), stamp);
    if (primary.ref().type().equals(CONTACT)) {
      PropertyValue main = merged.get(ContactEmails.MAIN);
      Set<String> emails =
          ContactEmails.merged(primary, secondary, main == null ? "" : main.value());
      if (!emails.equals(ContactEmails.additional(primary))) {
        replace(tx, primary, merged, ContactEmails.ADDITIONAL, joined(emails, stamp), stamp);
      }
    }
    return merged;
  }

  /// The names of the properties whose value the survivor takes over.
  private List<String> moved(CrmRecord primary, CrmRecord secondary) {
    return secondary.properties().entrySet().stream()
        .filter(
            entry ->
                moves(
                    primary,
                    entry.getKey(),
                    primary.properties().get(entry.getKey()),
                    entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Of contacts the newest value of each property wins, a cleared one too, and the e-mail stays
  /// (legacy-api.md section 6); other records keep what they have (modern-api.md section 5). No
  /// record comes into a stage by a merge.
  private boolean moves(
      CrmRecord primary, String name, @Nullable PropertyValue kept, PropertyValue other) {
    if (other.value().isEmpty()
        || name.equals(MERGED_IDS)
        || name.equals(ContactEmails.ADDITIONAL)
        || name.equals(Pipelines.pipelineProperty(primary.ref().type()))
        || name.equals(Pipelines.stageProperty(primary.ref().type()))) {
      return false;
    }
    if (kept == null) {
      return true;
    }
    boolean identity =
        name.equals("hs_email_domain")
            || catalogue.properties().unique(primary.ref().type()).stream()
                .anyMatch(unique -> unique.name().equals(name));
    boolean newestWins = primary.ref().type().equals(CONTACT) && !identity;
    return newestWins ? other.stamp().at() > kept.stamp().at() : kept.value().isEmpty();
  }

  /// Ids of the records that were merged into this one, in the order of the merges.
  static Set<String> mergedIds(CrmRecord record) {
    return PropertyValue.words(record.value(MERGED_IDS).orElse(""));
  }

  private static PropertyValue joined(Set<String> words, Stamp stamp) {
    return new PropertyValue(String.join(";", words), stamp);
  }

  /// Versions are newest first: a value that is older than the one it replaces is of the merge.
  private static void replace(
      Transaction tx,
      CrmRecord primary,
      Map<String, PropertyValue> merged,
      String name,
      PropertyValue value,
      Stamp ofMerge) {
    PropertyValue earlier = merged.put(name, value);
    if (earlier == null) {
      return;
    }
    tx.addHistory(primary.ref(), name, earlier);
    long before = earlier.stamp().at();
    if (value.stamp().at() < before) {
      long at = Math.max(ofMerge.at(), before);
      merged.put(
          name,
          new PropertyValue(
              value.value(),
              new Stamp(at, ofMerge.source(), ofMerge.sourceId(), ofMerge.userId())));
    }
  }
}
