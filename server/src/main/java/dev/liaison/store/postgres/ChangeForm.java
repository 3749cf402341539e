package dev.liaison.store.postgres;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A change in the columns of the change log: its kind, its record, and as JSON the rest.
final class ChangeForm {

  static final String COLUMNS = "sequence, at, source, kind, type, record_id, detail";

  private static final String CREATED = "created";
  private static final String UPDATED = "updated";
  private static final String ARCHIVED = "archived";
  private static final String ERASED = "erased";
  private static final String MERGED = "merged";
  private static final String ASSOCIATED = "associated";
  private static final String DISSOCIATED = "dissociated";

  private ChangeForm() {}

  static String kind(Change change) {
    return switch (change) {
      case Change.Created _ -> CREATED;
      case Change.Updated _ -> UPDATED;
      case Change.Archived _ -> ARCHIVED;
      case Change.Erased _ -> ERASED;
      case Change.Merged _ -> MERGED;
      case Change.Associated _ -> ASSOCIATED;
      case Change.Dissociated _ -> DISSOCIATED;
    };
  }

  static String detail(Change change) {
    return RecordForm.json(
        out -> {
          out.writeStartObject();
          switch (change) {
            case Change.Created created -> writeProperties(out, created.properties());
            case Change.Updated updated -> writeProperties(out, updated.properties());
            case Change.Archived _, Change.Erased _ -> {}
            case Change.Merged merged -> writeRef(out, merged.merged());
            case Change.Associated made -> writeLink(out, made.to(), made.keys());
            case Change.Dissociated gone -> writeLink(out, gone.to(), gone.keys());
          }
          out.writeEndObject();
        });
  }

  static LoggedChange read(Rows rows) {
    long sequence = rows.number(1);
    ObjectRef ref = new ObjectRef(RecordForm.type(rows.text(5)), rows.number(6));
    Detail detail = detail(rows.text(7));
    Change change =
        switch (rows.text(4)) {
          case CREATED -> new Change.Created(ref, detail.properties());
          case UPDATED -> new Change.Updated(ref, detail.properties());
          case ARCHIVED -> new Change.Archived(ref);
          case ERASED -> new Change.Erased(ref);
          case MERGED -> new Change.Merged(ref, detail.ref());
          case ASSOCIATED -> new Change.Associated(ref, detail.ref(), detail.keys());
          case DISSOCIATED -> new Change.Dissociated(ref, detail.ref(), detail.keys());
          default ->
              throw new IllegalStateException(
                  "change " + sequence + " is of a kind that this version does not know");
        };
    return new LoggedChange(sequence, rows.number(2), rows.text(3), change);
  }

  private static void writeProperties(JsonGenerator out, Map<String, String> properties) {
    out.writeName("properties");
    out.writeStartObject();
    properties.forEach(out::writeStringProperty);
    out.writeEndObject();
  }

  private static void writeRef(JsonGenerator out, ObjectRef ref) {
    out.writeStringProperty("type", ref.type().toString());
    out.writeNumberProperty("id", ref.id());
  }

  private static void writeLink(JsonGenerator out, ObjectRef to, List<AssociationKey> keys) {
    writeRef(out, to);
    out.writeName("links");
    out.writeStartArray();
    for (AssociationKey key : keys) {
      out.writeString(key.category().name());
      out.writeNumber(key.typeId());
    }
    out.writeEndArray();
  }

  private static final class Detail {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<AssociationKey> keys = new ArrayList<>(2);
    private String type = "";
    private long id;

    Map<String, String> properties() {
      return Collections.unmodifiableMap(properties);
    }

    List<AssociationKey> keys() {
      return Collections.unmodifiableList(keys);
    }

    ObjectRef ref() {
      return new ObjectRef(RecordForm.type(type), id);
    }
  }

  private static Detail detail(String json) {
    Detail detail = new Detail();
    try (JsonParser in = RecordForm.parser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "type" -> detail.type = in.getString();
          case "id" -> detail.id = in.getLongValue();
          case "properties" -> readProperties(in, detail);
          case "links" -> readLinks(in, detail);
          default -> in.skipChildren();
        }
      }
    }
    return detail;
  }

  private static void readProperties(JsonParser in, Detail detail) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      in.nextToken();
      detail.properties.put(name, in.getString());
    }
  }

  private static void readLinks(JsonParser in, Detail detail) {
    while (in.nextToken() == JsonToken.VALUE_STRING) {
      var category = AssociationKey.Category.valueOf(in.getString());
      in.nextToken();
      detail.keys.add(new AssociationKey(category, in.getIntValue()));
    }
  }
}
