package dev.liaison.wire.legacy.engagements;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What engagements are linked to.
final class EngagementLinks {

  /// The lists of `associations` that name records, and the type of each.
  static final Map<String, ObjectTypeId> LISTS = lists();

  /// The lists that name what is no record here: owners, workflows, pages. They are always empty.
  static final List<String> WITHOUT_RECORDS = List.of("ownerIds", "workflowIds", "contentIds");

  private EngagementLinks() {}

  private static Map<String, ObjectTypeId> lists() {
    var lists = new LinkedHashMap<String, ObjectTypeId>();
    lists.put("contactIds", ObjectTypes.CONTACT);
    lists.put("companyIds", ObjectTypes.COMPANY);
    lists.put("dealIds", ObjectTypes.DEAL);
    lists.put("ticketIds", ObjectTypes.TICKET);
    lists.put("quoteIds", ObjectTypes.QUOTE);
    return lists;
  }

  /// The object type in a path, in any case (recorded).
  ///
  /// @throws RefusalException with [Refusal.UnknownConstant] (recorded) or, for types that no
  ///   engagement is linked to, [Refusal.Unsupported]
  static ObjectTypeId read(String word) {
    String constant = word.toUpperCase(Locale.ROOT);
    return LegacyTypes.find(constant)
        .filter(LISTS::containsValue)
        .orElseThrow(
            () ->
                new RefusalException(
                    LegacyTypes.known(constant)
                        ? new Refusal.Unsupported(
                            "Engagements are not associated with the object type '" + word + "'.")
                        : new Refusal.UnknownConstant(word, "ObjectType")));
  }

  /// The type that a word in a path names, for scopes and successors; empty where the handler
  /// refuses the word.
  static Optional<ObjectTypeId> find(String word) {
    return LegacyTypes.find(word.toUpperCase(Locale.ROOT)).filter(LISTS::containsValue);
  }
}
