package dev.liaison.wire.modern.lists;

import dev.liaison.crm.list.ListFolders;
import dev.liaison.crm.list.Memberships;
import dev.liaison.crm.list.RecordList;
import dev.liaison.crm.list.RecordList.Conversion;
import dev.liaison.crm.property.Times;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// Writes lists, folders and memberships (modern-api.md 3.8). Immutable.
final class ListJson {

  private final ListFilterJson filters;

  ListJson(ListFilterJson filters) {
    this.filters = filters;
  }

  /// @param size empty where it is not told
  void list(JsonGenerator json, RecordList list, OptionalLong size, boolean withFilters) {
    json.writeStartObject();
    listFields(json, list);
    if (size.isPresent()) {
      json.writeNumberProperty("size", size.getAsLong());
    }
    if (withFilters && list.filter().isPresent()) {
      json.writeName("filterBranch");
      filters.write(json, list.filter().get());
    }
    json.writeEndObject();
  }

  void listFields(JsonGenerator json, RecordList list) {
    json.writeStringProperty("listId", Long.toString(list.id()));
    json.writeNumberProperty("listVersion", list.version());
    json.writeStringProperty("name", list.name());
    json.writeStringProperty("objectTypeId", list.type().toString());
    json.writeStringProperty("processingType", list.processing().name());
    json.writeStringProperty("processingStatus", "COMPLETE");
    json.writeStringProperty("createdAt", Times.isoDateTime(list.times().createdAt()));
    json.writeStringProperty("updatedAt", Times.isoDateTime(list.times().updatedAt()));
    json.writeStringProperty(
        "filtersUpdatedAt", Times.isoDateTime(list.times().filtersUpdatedAt()));
  }

  void folder(JsonGenerator json, ListFolders.Tree tree) {
    ListFolders.Folder folder = tree.folder();
    json.writeStartObject();
    json.writeNumberProperty("id", folder.id());
    json.writeNumberProperty("parentFolderId", folder.parent());
    if (folder.id() != ListFolders.ROOT) {
      json.writeStringProperty("name", folder.name());
      json.writeStringProperty("createdAt", Times.isoDateTime(folder.createdAt()));
      json.writeStringProperty("updatedAt", Times.isoDateTime(folder.updatedAt()));
    }
    json.writeArrayPropertyStart("childNodes");
    tree.folders().forEach(child -> folder(json, child));
    json.writeEndArray();
    json.writeArrayPropertyStart("childLists");
    tree.lists().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeEndObject();
  }

  /// A list that a record is in.
  static void joined(JsonGenerator json, Memberships.Joined joined) {
    json.writeStartObject();
    json.writeStringProperty("listId", Long.toString(joined.list().id()));
    json.writeNumberProperty("listVersion", joined.list().version());
    json.writeStringProperty("firstAddedTimestamp", Times.isoDateTime(joined.at()));
    json.writeStringProperty("lastAddedTimestamp", Times.isoDateTime(joined.at()));
    json.writeEndObject();
  }

  static void conversion(JsonGenerator json, RecordList list) {
    json.writeStartObject();
    json.writeStringProperty("listId", Long.toString(list.id()));
    if (list.conversion().isPresent()) {
      json.writeObjectPropertyStart("requestedConversionTime");
      switch (list.conversion().get()) {
        case Conversion.OnDate(int year, int month, int day) -> {
          json.writeStringProperty("conversionType", "CONVERSION_DATE");
          json.writeNumberProperty("year", year);
          json.writeNumberProperty("month", month);
          json.writeNumberProperty("day", day);
        }
        case Conversion.AfterInactivity(int offset, String unit) -> {
          json.writeStringProperty("conversionType", "INACTIVITY");
          json.writeNumberProperty("offset", offset);
          json.writeStringProperty("timeUnit", unit);
        }
      }
      json.writeEndObject();
    }
    if (list.times().convertedAt() != 0) {
      json.writeStringProperty("convertedAt", Times.isoDateTime(list.times().convertedAt()));
    }
    json.writeEndObject();
  }
}
