package dev.liaison.store.postgres;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A record in the columns of its table. `properties` has the values by name, for people and their
/// queries; `stamps` has what `jsonb` would lose: an array of the distinct stamps, each `[at,
/// source, sourceId, userId]`, and an array of each name and the place of its stamp, in the order
/// of first writing.
final class RecordForm {

  static final String COLUMNS =
      "id, type, created_at, updated_at, archived_at, merged_into, properties, stamps";

  private static final JsonFactory JSON = new JsonFactory();

  private RecordForm() {}

  static CrmRecord read(Rows rows) {
    ObjectRef ref = new ObjectRef(type(rows.text(2)), rows.number(1));
    return new CrmRecord(
        ref,
        rows.number(3),
        rows.number(4),
        rows.number(5),
        rows.number(6),
        properties(rows.text(7), rows.text(8)));
  }

  static ObjectTypeId type(String text) {
    return ObjectTypeId.parse(text)
        .orElseThrow(() -> new IllegalStateException("not an object type: " + text));
  }

  /// The values of the columns `properties` and `stamps`.
  static String propertiesOf(CrmRecord record) {
    return json(
        out -> {
          out.writeStartObject();
          record
              .properties()
              .forEach((name, value) -> out.writeStringProperty(name, value.value()));
          out.writeEndObject();
        });
  }

  static String stampsOf(CrmRecord record) {
    Map<Stamp, Integer> places = new LinkedHashMap<>();
    record.properties().values().forEach(it -> places.putIfAbsent(it.stamp(), places.size()));
    return json(
        out -> {
          out.writeStartArray();
          out.writeStartArray();
          places.keySet().forEach(stamp -> write(out, stamp));
          out.writeEndArray();
          out.writeStartArray();
          record
              .properties()
              .forEach(
                  (name, value) -> {
                    out.writeString(name);
                    out.writeNumber(places.getOrDefault(value.stamp(), 0));
                  });
          out.writeEndArray();
          out.writeEndArray();
        });
  }

  static String json(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      content.accept(out);
    }
    return text.toString();
  }

  static JsonParser parser(String json) {
    return JSON.createParser(ObjectReadContext.empty(), json);
  }

  private static void write(JsonGenerator out, Stamp stamp) {
    out.writeStartArray();
    out.writeNumber(stamp.at());
    out.writeString(stamp.source());
    if (stamp.sourceId() == null) {
      out.writeNull();
    } else {
      out.writeString(stamp.sourceId());
    }
    if (stamp.userId() == null) {
      out.writeNull();
    } else {
      out.writeNumber(stamp.userId());
    }
    out.writeEndArray();
  }

  private static Map<String, PropertyValue> properties(String properties, String stamps) {
    Map<String, String> values = texts(properties);
    Map<String, PropertyValue> stamped = LinkedHashMap.newLinkedHashMap(values.size());
    try (JsonParser in = parser(stamps)) {
      in.nextToken();
      List<Stamp> known = stamps(in);
      in.nextToken();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        String name = in.getString();
        in.nextToken();
        Stamp stamp = known.get(in.getIntValue());
        String value = values.get(name);
        if (value != null) {
          stamped.put(name, new PropertyValue(value, stamp));
        }
      }
    }
    return Collections.unmodifiableMap(stamped);
  }

  private static Map<String, String> texts(String json) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser in = parser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        texts.put(name, in.getString());
      }
    }
    return texts;
  }

  private static List<Stamp> stamps(JsonParser in) {
    List<Stamp> stamps = new ArrayList<>(2);
    in.nextToken();
    while (in.nextToken() == JsonToken.START_ARRAY) {
      in.nextToken();
      long at = in.getLongValue();
      in.nextToken();
      String source = in.getString();
      String sourceId = in.nextToken() == JsonToken.VALUE_NULL ? null : in.getString();
      Long userId = in.nextToken() == JsonToken.VALUE_NULL ? null : (Long) in.getLongValue();
      in.nextToken();
      stamps.add(new Stamp(at, source, sourceId, userId));
    }
    return stamps;
  }

  /// The values of a version of a property, from `at` on.
  static PropertyValue version(Rows rows) {
    @Nullable String sourceId = rows.textOrNull(4);
    return new PropertyValue(
        rows.text(1), new Stamp(rows.number(2), rows.text(3), sourceId, rows.numberOrNull(5)));
  }
}
