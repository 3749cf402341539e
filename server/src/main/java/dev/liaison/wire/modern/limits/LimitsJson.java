package dev.liaison.wire.modern.limits;

import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.usage.LinkUsage.Sample;
import dev.liaison.crm.usage.Usage.OfType;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The models of the limits API, as HubSpot's client libraries have them.
final class LimitsJson {

  private LimitsJson() {}

  /// Percent with three digits, as the samples of the documentation have it.
  static double percentage(long usage, long limit) {
    return limit == 0 ? 0 : Math.round(usage * 100_000.0 / limit) / 1_000.0;
  }

  /// `ObjectTypeDefinition` without its braces.
  static void type(JsonGenerator json, ObjectType type) {
    json.writeStringProperty("objectTypeId", type.id().toString());
    json.writeStringProperty("singularLabel", type.label());
    json.writeStringProperty("pluralLabel", type.pluralLabel());
  }

  /// `limit`, `usage` and `percentage`.
  static void figures(JsonGenerator json, long usage, long limit) {
    json.writeNumberProperty("limit", limit);
    json.writeNumberProperty("usage", usage);
    json.writeNumberProperty("percentage", percentage(usage, limit));
  }

  /// `LimitAndUsageForObjectType` of each.
  static void limited(JsonGenerator json, String name, List<OfType> types, long limit) {
    json.writeArrayPropertyStart(name);
    for (OfType each : types) {
      json.writeStartObject();
      type(json, each.type());
      figures(json, each.usage(), limit);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// `overallLimit`, `overallUsage` and `overallPercentage`.
  static void overall(JsonGenerator json, List<OfType> types, long limit) {
    long usage = types.stream().mapToLong(OfType::usage).sum();
    json.writeNumberProperty("overallLimit", limit);
    json.writeNumberProperty("overallUsage", usage);
    json.writeNumberProperty("overallPercentage", percentage(usage, limit));
  }

  /// `UsageForObjectType` of each, under `byObjectType`.
  static void used(JsonGenerator json, List<OfType> types) {
    json.writeArrayPropertyStart("byObjectType");
    for (OfType each : types) {
      json.writeStartObject();
      type(json, each.type());
      json.writeNumberProperty("usage", each.usage());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// `RecordLimitResponse` and `PipelineLimitResponse`.
  static void byOrigin(JsonGenerator json, List<OfType> types, long limit, long customLimit) {
    List<OfType> custom = types.stream().filter(each -> each.type().custom()).toList();
    List<OfType> defined = types.stream().filter(each -> !each.type().custom()).toList();
    json.writeStartObject();
    limited(json, "hubspotDefinedObjectTypes", defined, limit);
    json.writeObjectPropertyStart("customObjectTypes");
    overall(json, custom, customLimit);
    used(json, custom);
    json.writeEndObject();
    json.writeEndObject();
  }

  /// `NearLimitRecordSample` of each, or, without figures, `AtLimitRecordSample`.
  static void samples(
      JsonGenerator json, String name, List<Sample> samples, int limit, boolean figures) {
    json.writeArrayPropertyStart(name);
    for (Sample sample : samples) {
      json.writeStartObject();
      json.writeNumberProperty("objectId", sample.id());
      json.writeStringProperty("label", sample.label());
      if (figures) {
        json.writeNumberProperty("usage", sample.usage());
        json.writeNumberProperty("percentage", percentage(sample.usage(), limit));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
