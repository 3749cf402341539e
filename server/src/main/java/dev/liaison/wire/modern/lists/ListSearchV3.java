package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.list.Lists;
import dev.liaison.crm.list.RecordList;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.RecordIds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/// The search for lists (modern-api.md 3.8). Safe for concurrent use.
final class ListSearchV3 {

  private static final int PAGE = 20;
  private static final int MAX_PAGE = 500;

  private static final byte[] EMPTY = {'{', '}'};

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
    List<String> ids = body.texts("listIds");
    List<RecordList> all = crm.lists().all(caller);
    List<RecordList> matching =
        all.stream()
            .filter(kind(caller, body))
            .filter(list -> list.name().toLowerCase(Locale.ROOT).contains(query))
            .filter(list -> ids.isEmpty() || ids.contains(Long.toString(list.id())))
            .toList();
    Comparator<RecordList> order = order(caller, matching, body.text("sort").orElse("HS_LIST_ID"));
    List<RecordList> found = matching.stream().sorted(order).toList();
    List<RecordList> page = found.stream().skip(offset).limit(count).toList();
    int next = offset + page.size();
    List<String> additional = body.texts("additionalProperties");
    return ListsV3.object(
        json -> {
          write(json, "lists", caller, page, all, additional);
          json.writeBooleanProperty("hasMore", next < found.size());
          json.writeNumberProperty("offset", next);
          json.writeNumberProperty("total", found.size());
        });
  }

  /// Every list, ascending by id: 2026-09 has it. A mark is good for the filters that it was given
  /// out with only.
  Response all(Request request) {
    Caller caller = request.caller();
    Fields body = request.body().length == 0 ? Fields.ofBody(EMPTY) : Fields.ofBody(request.body());
    int count = number(body, "count", PAGE, 1, MAX_PAGE);
    Predicate<RecordList> kind = kind(caller, body);
    String filters =
        body.text("objectTypeId").orElse("")
            + " "
            + String.join(",", new TreeSet<>(body.texts("processingTypes")));
    Optional<String> after = body.text("after");
    long behind = after.isPresent() ? behind(after.get(), filters) : 0;
    List<RecordList> all = crm.lists().all(caller);
    Page<RecordList> page =
        Page.of(
            all.stream().filter(list -> list.id() > behind).filter(kind).limit(count + 1L).toList(),
            count);
    List<String> additional = body.texts("additionalProperties");
    return ListsV3.object(
        json -> {
          write(json, "results", caller, page.items(), all, additional);
          if (page.hasMore()) {
            json.writeObjectPropertyStart("paging");
            json.writeObjectPropertyStart("next");
            json.writeStringProperty("after", mark(page.items().getLast().id(), filters));
            json.writeEndObject();
            json.writeEndObject();
          }
        });
  }

  private static String mark(long id, String filters) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((id + " " + filters).getBytes(StandardCharsets.UTF_8));
  }

  private static long behind(String mark, String filters) {
    OptionalLong id = OptionalLong.empty();
    try {
      var text = new String(Base64.getUrlDecoder().decode(mark), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      if (space > 0 && text.substring(space + 1).equals(filters)) {
        id = RecordIds.parse(text.substring(0, space));
      }
    } catch (IllegalArgumentException e) {
      // No mark at all: refused below, as one of other filters.
    }
    return id.orElseThrow(
        () ->
            new RefusalException(
                new Refusal.InvalidKind(
                    "INVALID_CURSOR",
                    new Refusal.InvalidValue(
                        "after", "after is not the mark of a page of these filters: " + mark))));
  }

  /// What the body says of the type of object and of processing.
  private Predicate<RecordList> kind(Caller caller, Fields body) {
    List<String> processing = body.texts("processingTypes");
    for (String word : processing) {
      if (ListsV3.processing(word).isEmpty()) {
        throw new RefusalException(
            new Refusal.InvalidKind(
                "INVALID_PROCESSING_TYPE", ListsV3.noProcessing("processingTypes", word)));
      }
    }
    Optional<ObjectTypeId> type =
        body.text("objectTypeId").map(word -> crm.catalogue(caller).types().resolve(word).id());
    return list ->
        (processing.isEmpty() || processing.contains(list.processing().name()))
            && (type.isEmpty() || type.get().equals(list.type()));
  }

  /// @param all every list that there is
  private void write(
      JsonGenerator json,
      String name,
      Caller caller,
      List<RecordList> page,
      List<RecordList> all,
      List<String> additional) {
    var lists = new ListJson(new ListFilterJson(crm.catalogue(caller).types()));
    json.writeArrayPropertyStart(name);
    for (RecordList list : page) {
      json.writeStartObject();
      lists.listFields(json, list);
      additional(json, caller, list, all, additional);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Five come always, where they have a value; of the others those that are asked for.
  private void additional(
      JsonGenerator json,
      Caller caller,
      RecordList list,
      List<RecordList> all,
      List<String> additional) {
    Lists.About about = crm.lists().about(caller, list);
    long references =
        all.stream()
            .filter(one -> one.filter().filter(filter -> filter.names(list.id())).isPresent())
            .count();
    json.writeObjectPropertyStart("additionalProperties");
    json.writeStringProperty("hs_list_size", Long.toString(about.size()));
    json.writeStringProperty("hs_list_reference_count", Long.toString(references));
    if (!about.folder().isEmpty()) {
      json.writeStringProperty("hs_folder_name", about.folder());
    }
    if (about.addedAt() != 0) {
      json.writeStringProperty("hs_last_record_added_at", Long.toString(about.addedAt()));
    }
    if (about.removedAt() != 0) {
      json.writeStringProperty("hs_last_record_removed_at", Long.toString(about.removedAt()));
    }
    for (String name : additional) {
      String value = list.customProperties().get(name);
      if (value != null) {
        json.writeStringProperty(name, value);
      }
    }
    json.writeEndObject();
  }

  private Comparator<RecordList> order(Caller caller, List<RecordList> lists, String sort) {
    Comparator<RecordList> ascending =
        switch (sort.startsWith("-") ? sort.substring(1) : sort) {
          case "HS_LIST_ID" -> Comparator.comparingLong(RecordList::id);
          case "HS_LIST_NAME" -> Comparator.comparing(RecordList::name);
          case "HS_CREATED_AT" -> Comparator.comparingLong(list -> list.times().createdAt());
          case "HS_UPDATED_AT" -> Comparator.comparingLong(list -> list.times().updatedAt());
          case "HS_LIST_SIZE" -> {
            // Counted once each: a sort compares the same list many times.
            var sizes = new HashMap<Long, Long>();
            lists.forEach(list -> sizes.put(list.id(), crm.lists().size(caller, list)));
            yield Comparator.comparingLong(list -> sizes.getOrDefault(list.id(), 0L));
          }
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
