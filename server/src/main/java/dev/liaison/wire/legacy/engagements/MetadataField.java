package dev.liaison.wire.legacy.engagements;

import dev.liaison.wire.json.EmailHeaders;
import dev.liaison.wire.json.EmailHeaders.Address;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.legacy.LegacyIds;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// A line of the table in [EngagementType]: a field of `metadata` and the property that keeps it.
record MetadataField(String name, Form form, String property) {

  /// How a field is written in JSON.
  enum Form {
    TEXT,
    NUMBER,
    /// Epoch milliseconds.
    TIME,
    /// A list of epoch milliseconds; `;` divides them in the property.
    TIMES,
    /// An object with `email`, `firstName` and `lastName` in the headers of an email.
    ADDRESS,
    /// A list of such objects.
    ADDRESSES
  }

  /// Adds what the field is to the values to write; the property of several fields has what the
  /// others put there, or, for the first, what the record has.
  void read(Fields metadata, Map<String, String> values, String stored) {
    if (!metadata.has(name)) {
      return;
    }
    switch (form) {
      case TEXT, NUMBER, TIME ->
          metadata.text(name).ifPresent(value -> values.put(property, value));
      case TIMES ->
          values.put(
              property,
              String.join(";", metadata.numbers(name).stream().map(String::valueOf).toList()));
      case ADDRESS ->
          change(values, stored, headers -> headers.put(name, Address.of(metadata, name)));
      case ADDRESSES ->
          change(values, stored, headers -> headers.put(name, Address.listOf(metadata, name)));
    }
  }

  private interface HeaderChange {
    void apply(EmailHeaders headers);
  }

  private void change(Map<String, String> values, String stored, HeaderChange change) {
    EmailHeaders headers = EmailHeaders.of(values.getOrDefault(property, stored));
    change.apply(headers);
    values.put(property, headers.text());
  }

  /// Writes the field, if the property has what it can be made from.
  ///
  /// @param value `""` for none
  void write(JsonGenerator json, String value) {
    switch (form) {
      case TEXT -> {
        if (!value.isEmpty()) {
          json.writeStringProperty(name, value);
        }
      }
      case NUMBER -> {
        if (!value.isEmpty()) {
          json.writeNumberProperty(name, new BigDecimal(value));
        }
      }
      case TIME -> {
        OptionalLong time = LegacyIds.whole(value);
        if (time.isPresent()) {
          json.writeNumberProperty(name, time.getAsLong());
        }
      }
      case TIMES -> {
        json.writeArrayPropertyStart(name);
        for (String time : value.split(";")) {
          LegacyIds.whole(time).ifPresent(json::writeNumber);
        }
        json.writeEndArray();
      }
      case ADDRESS ->
          EmailHeaders.of(value).addresses(name).stream()
              .findFirst()
              .ifPresent(
                  address -> {
                    json.writeName(name);
                    address.write(json);
                  });
      case ADDRESSES -> {
        json.writeArrayPropertyStart(name);
        EmailHeaders.of(value).addresses(name).forEach(address -> address.write(json));
        json.writeEndArray();
      }
    }
  }
}
