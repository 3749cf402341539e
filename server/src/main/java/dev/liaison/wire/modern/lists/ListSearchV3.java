package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.list.RecordList;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The search for lists (modern-api.md 3.8). Safe for concurrent use.
final class ListSearchV3 {

  private static final int PAGE = 20;
  private static final int MAX_PAGE = 500;

  private final Crm crm;

  ListSearchV3(Crm crm) {
    this.crm = crm;
  }

  Response search(Request request) {
    Caller caller = request.caller();
    Fields body = Fields.ofBody(request.body());
    int count = number(body, "count", PAGE, 1, MAX_PAGE);
    int offset = number(body, "offset", 0, 0, Integer.MAX_VALUE - MAX_PAGE);
    String query = body.text("query").orElse("").toLowerCase(Locale.ROOT);
    List<String> processing = body.texts("processingTypes");
    List<String> ids = body.texts("listIds");
    Optional<ObjectTypeId> type =
        body.text("objectTypeId").map(word -> crm.catalogue(caller).types().resolve(word).id());
    List<RecordList> found =
        crm.lists().all(caller).stream()
            .filter(list -> list.name().toLowerCase(Locale.ROOT).contains(query))
            .filter(list -> processing.isEmpty() || processing.contains(list.processing().name()))
            .filter(list -> ids.isEmpty() || ids.contains(Long.toString(list.id())))
            .filter(list -> type.isEmpty() || type.get().equals(list.type()))
            .sorted(order(caller, body.text("sort").orElse("HS_LIST_ID")))
            .toList();
    List<RecordList> page = found.stream().skip(offset).limit(count).toList();
    int next = offset + page.size();
    List<String> additional = body.texts("additionalProperties");
    var lists = new ListJson(new ListFilterJson(crm.catalogue(caller).types()));
    return ListsV3.object(
        json -> {
          json.writeArrayPropertyStart("lists");
          for (RecordList list : page) {
            json.writeStartObject();
            lists.listFields(json, list);
            additional(json, caller, list, additional);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeBooleanProperty("hasMore", next < found.size());
          json.writeNumberProperty("offset", next);
          json.writeNumberProperty("total", found.size());
        });
  }

  /// Those that are known of the ones asked for; the size comes always.
  private void additional(
      JsonGenerator json, Caller caller, RecordList list, List<String> additional) {
    json.writeObjectPropertyStart("additionalProperties");
    json.writeStringProperty("hs_list_size", Long.toString(crm.lists().size(caller, list)));
    for (String name : additional) {
      String value = list.customProperties().get(name);
      if (value != null) {
        json.writeStringProperty(name, value);
      }
    }
    json.writeEndObject();
  }

  private Comparator<RecordList> order(Caller caller, String sort) {
    Comparator<RecordList> ascending =
        switch (sort.startsWith("-") ? sort.substring(1) : sort) {
          case "HS_LIST_ID" -> Comparator.comparingLong(RecordList::id);
          case "HS_LIST_NAME" -> Comparator.comparing(RecordList::name);
          case "HS_CREATED_AT" -> Comparator.comparingLong(list -> list.times().createdAt());
          case "HS_UPDATED_AT" -> Comparator.comparingLong(list -> list.times().updatedAt());
          case "HS_LIST_SIZE" -> Comparator.comparingLong(list -> crm.lists().size(caller, list));
          default ->
              throw new RefusalException(
                  new Refusal.InvalidValue(
                      "sort",
                      "'"
                          + sort
                          + "' is not one of [HS_LIST_ID, HS_LIST_NAME, HS_CREATED_AT,"
                          + " HS_UPDATED_AT, HS_LIST_SIZE]"));
        };
    return sort.startsWith("-") ? ascending.reversed() : ascending;
  }

  private static int number(Fields body, String name, int standard, int least, int most) {
    long number = body.number(name).orElse((long) standard);
    if (number < least || number > most) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              name, name + " must be a number from " + least + " to " + most + ", not " + number));
    }
    return (int) number;
  }
}
