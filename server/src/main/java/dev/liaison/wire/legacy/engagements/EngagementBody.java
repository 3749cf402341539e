package dev.liaison.wire.legacy.engagements;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.NewLink;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request says of an engagement.
record EngagementBody(Fields fields) {

  static EngagementBody of(byte[] body) {
    return new EngagementBody(Fields.ofBody(body));
  }

  /// The type of an engagement to create.
  EngagementType type() {
    fields.require("engagement");
    Fields engagement = fields.object("engagement").orElseThrow();
    engagement.require("type");
    return EngagementType.read(engagement.text("type").orElseThrow());
  }

  /// The values of a new engagement.
  Map<String, String> values(EngagementType type) {
    var values = new LinkedHashMap<String, String>();
    if (type.equals(EngagementType.EMAIL)) {
      values.put(EngagementType.DIRECTION, type.name());
    }
    addTo(values, type, property -> "");
    return values;
  }

  /// The values that change of one that is there. Its type stays, and so do its associations, which
  /// have calls of their own.
  Map<String, String> changes(EngagementType type, CrmRecord record) {
    var values = new LinkedHashMap<String, String>();
    addTo(values, type, property -> record.value(property).orElse(""));
    return values;
  }

  /// @throws RefusalException with [Refusal.InvalidValue] when the request names another type
  void requireType(String word) {
    Optional<String> sent = fields.object("engagement").flatMap(it -> it.text("type"));
    if (sent.isPresent() && !sent.get().equals(word)) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              "engagement.type", "The type of an engagement stays what it is: " + word));
    }
  }

  private interface Stored {
    String value(String property);
  }

  private void addTo(Map<String, String> values, EngagementType type, Stored stored) {
    fields
        .object("engagement")
        .ifPresent(
            engagement -> {
              put(values, "hubspot_owner_id", engagement.text("ownerId"));
              put(values, "hs_timestamp", engagement.text("timestamp"));
            });
    fields
        .object("metadata")
        .ifPresent(
            metadata ->
                type.metadata()
                    .forEach(
                        field -> field.read(metadata, values, stored.value(field.property()))));
    if (fields.has("attachments")) {
      values.put("hs_attachment_ids", String.join(";", attachments()));
    }
  }

  private static void put(Map<String, String> values, String property, Optional<String> value) {
    value.ifPresent(it -> values.put(property, it));
  }

  private List<String> attachments() {
    return fields.objects("attachments").stream()
        .flatMap(attachment -> attachment.number("id").stream())
        .map(String::valueOf)
        .toList();
  }

  /// The links of a new engagement, each once.
  List<NewLink> links() {
    var targets = new LinkedHashSet<ObjectRef>();
    fields
        .object("associations")
        .ifPresent(
            associations ->
                EngagementLinks.LISTS.forEach(
                    (name, type) -> add(targets, associations.numbers(name), type)));
    return new ArrayList<>(targets.stream().map(NewLink.Default::new).toList());
  }

  private static void add(LinkedHashSet<ObjectRef> targets, List<Long> ids, ObjectTypeId type) {
    ids.forEach(id -> targets.add(new ObjectRef(type, id)));
  }
}
