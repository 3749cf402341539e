package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import dev.liaison.crm.property.PropertyValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges one record into another of its type. The one to keep keeps its id; the other is archived
/// and its id leads to the survivor from then on.
final class Merging {

  private static final String MERGED_IDS = "hs_merged_object_ids";
  private static final String ADDITIONAL_EMAILS = "hs_additional_emails";

  private final Catalogue catalogue;
  private final PropertyRules rules;
  private final RecordWriter writer;
  private final Associations associations;

  Merging(
      Catalogue catalogue, PropertyRules rules, RecordWriter writer, Associations associations) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.writer = writer;
    this.associations = associations;
  }

  /// @throws CrmException with [Problem.InvalidMergePrimary], [Problem.InvalidMergeSecondary]
  CrmRecord merge(Transaction tx, Caller caller, ObjectRef keep, ObjectRef away, long at) {
    CrmRecord primary =
        tx.get(keep).orElseThrow(() -> new CrmException(new Problem.InvalidMergePrimary(keep)));
    CrmRecord secondary =
        tx.get(away)
            .filter(record -> !away.equals(keep))
            .orElseThrow(() -> new CrmException(new Problem.InvalidMergeSecondary(away)));
    associations.moveAll(tx, caller, away, keep, at);
    writer.archive(tx, caller, secondary, keep.id(), at);
    Map<String, PropertyValue> merged = merged(tx, caller, primary, secondary, at);
    takeUniqueValues(tx, secondary, keep);
    Merge.remember(tx, away, moved(primary, secondary));
    var survivor = new CrmRecord(keep, primary.createdAt(), at, 0, 0, merged);
    tx.put(survivor);
    tx.append(new Change.Merged(keep, away), at, caller.source());
    return survivor;
  }

  private Map<String, PropertyValue> merged(
      Transaction tx, Caller caller, CrmRecord primary, CrmRecord secondary, long at) {
    var merged = new LinkedHashMap<>(primary.properties());
    for (String name : moved(primary, secondary)) {
      PropertyValue kept = merged.put(name, secondary.properties().get(name));
      if (kept != null) {
        tx.addHistory(primary.ref(), name, kept);
      }
    }
    var ids = words(primary, MERGED_IDS);
    ids.addAll(words(secondary, MERGED_IDS));
    ids.add(Long.toString(secondary.ref().id()));
    replace(tx, caller, primary, merged, MERGED_IDS, ids, at);
    if (primary.ref().type().equals(CONTACT)) {
      var emails = words(primary, ADDITIONAL_EMAILS);
      emails.addAll(words(secondary, ADDITIONAL_EMAILS));
      secondary.value("email").ifPresent(emails::add);
      PropertyValue email = merged.get("email");
      if (email != null) {
        emails.remove(email.value());
      }
      if (!emails.isEmpty()) {
        replace(tx, caller, primary, merged, ADDITIONAL_EMAILS, emails, at);
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

  /// Of contacts the newest value of each property wins and the e-mail stays (legacy-api.md section
  /// 6); other records keep what they have (modern-api.md section 5).
  private boolean moves(
      CrmRecord primary, String name, @Nullable PropertyValue kept, PropertyValue other) {
    if (other.value().isEmpty() || name.equals(MERGED_IDS) || name.equals(ADDITIONAL_EMAILS)) {
      return false;
    }
    if (kept == null || kept.value().isEmpty()) {
      return true;
    }
    boolean identity =
        name.equals("hs_email_domain")
            || catalogue.properties().unique(primary.ref().type()).stream()
                .anyMatch(unique -> unique.name().equals(name));
    return primary.ref().type().equals(CONTACT)
        && !identity
        && other.stamp().at() > kept.stamp().at();
  }

  /// Any address of a merged contact finds the survivor (legacy-api.md section 6, recorded).
  private void takeUniqueValues(Transaction tx, CrmRecord secondary, ObjectRef keep) {
    for (PropertyDefinition unique : catalogue.properties().unique(keep.type())) {
      secondary
          .value(unique.name())
          .ifPresent(
              value ->
                  tx.claimUnique(
                      keep.type(), unique.name(), rules.uniqueForm(unique, value), keep.id()));
    }
    if (keep.type().equals(CONTACT)) {
      additionalEmails(secondary)
          .forEach(email -> tx.claimUnique(CONTACT, "email", email, keep.id()));
    }
  }

  /// Addresses of contacts that were merged into this one; they find it too.
  static Set<String> additionalEmails(CrmRecord contact) {
    return words(contact, ADDITIONAL_EMAILS);
  }

  /// Ids of the records that were merged into this one, in the order of the merges.
  static Set<String> mergedIds(CrmRecord record) {
    return words(record, MERGED_IDS);
  }

  private static void replace(
      Transaction tx,
      Caller caller,
      CrmRecord primary,
      Map<String, PropertyValue> merged,
      String name,
      Set<String> words,
      long at) {
    PropertyValue earlier =
        merged.put(name, new PropertyValue(String.join(";", words), caller.stamp(at)));
    if (earlier != null) {
      tx.addHistory(primary.ref(), name, earlier);
    }
  }

  private static Set<String> words(CrmRecord record, String property) {
    var words = new LinkedHashSet<String>();
    record
        .value(property)
        .ifPresent(
            value -> {
              for (String word : value.split(";")) {
                words.add(word);
              }
            });
    return words;
  }
}
