package dev.liaison.wire.modern.lists;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.list.ListFilter;
import dev.liaison.crm.list.ListFolders;
import dev.liaison.crm.list.Lists.NewList;
import dev.liaison.crm.list.RecordList;
import dev.liaison.crm.list.RecordList.Conversion;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Lists of v3 and the dated versions (modern-api.md 3.8). Safe for concurrent use.
public final class ListsV3 {

  private final Crm crm;
  private final ModernErrors errors;
  private final ListMembershipsV3 memberships;
  private final ListFoldersV3 folders;
  private final ListSearchV3 search;
  private final ListHistoryV3 history;
  private final ScopeRule read = _ -> READING;
  private final ScopeRule write = _ -> WRITING;

  private static final List<Scope> READING = List.of(Scopes.named("crm.lists.read"));
  private static final List<Scope> WRITING = List.of(Scopes.named("crm.lists.write"));

  public ListsV3(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    memberships = new ListMembershipsV3(crm);
    folders = new ListFoldersV3(crm);
    search = new ListSearchV3(crm);
    history = new ListHistoryV3(crm);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Version.WITH_OBJECTS.forEach(version -> routes.addAll(routes(version)));
    return routes;
  }

  private List<Route> routes(Version version) {
    var area = new ModernArea("Lists", version, version.crm("lists"), errors);
    String list = "/{listId}";
    String folder = "/folders/{folderId}";
    String members = list + "/memberships";
    var routes = new ArrayList<Route>();
    if (version.listsInOrder()) {
      routes.add(area.route("POST", "/all", read, search::all));
    }
    routes.addAll(routes(area, list, folder, members));
    return routes;
  }

  private List<Route> routes(ModernArea area, String list, String folder, String members) {
    return List.of(
        area.route("GET", "", read, this::some),
        area.route("POST", "", write, this::create),
        area.route("GET", list, read, this::get),
        area.route("GET", "/object-type-id/{objectTypeId}/name/{name}", read, this::byName),
        area.route("DELETE", list, write, this::delete),
        area.route("PUT", list + "/restore", write, this::restore),
        area.route("PUT", list + "/update-list-name", write, this::rename),
        area.route("PUT", list + "/update-list-filters", write, this::filter),
        area.route("POST", "/search", read, search::search),
        area.route("GET", "/idmapping", read, this::mapping),
        area.route("POST", "/idmapping", read, this::mappings),
        area.route("GET", list + "/schedule-conversion", read, this::conversion),
        area.route("PUT", list + "/schedule-conversion", write, this::schedule),
        area.route("DELETE", list + "/schedule-conversion", write, this::unschedule),
        area.route("GET", list + "/size-and-edits-history/between", read, history::between),
        area.route("GET", "/folders", read, folders::get),
        area.route("POST", "/folders", write, folders::create),
        area.route("DELETE", folder, write, folders::delete),
        area.route("PUT", folder + "/rename", write, folders::rename),
        area.route("PUT", folder + "/move/{parent}", write, folders::move),
        area.route("PUT", "/folders/move-list", write, folders::moveList),
        area.route("GET", members, read, memberships::page),
        area.route("GET", members + "/join-order", read, memberships::byJoining),
        area.route("DELETE", members, write, memberships::clear),
        area.route("PUT", members + "/add", write, memberships::add),
        area.route("PUT", members + "/remove", write, memberships::remove),
        area.route("PUT", members + "/add-and-remove", write, memberships::change),
        area.route("PUT", members + "/add-from/{sourceListId}", write, memberships::addFrom),
        area.route(
            "GET", "/records/{objectTypeId}/{recordId}/memberships", read, memberships::ofRecord),
        area.route("POST", "/records/memberships/batch/read", read, memberships::ofRecords));
  }

  static long listId(Request request) {
    return RecordIds.ofPath(request.parameter("listId"));
  }

  private Response some(Request request) {
    Set<Long> wanted = new LinkedHashSet<>();
    for (String words : request.query().all("listIds")) {
      for (String word : words.split(",")) {
        RecordIds.parse(word.strip()).ifPresent(wanted::add);
      }
    }
    List<RecordList> lists =
        crm.lists().all(request.caller()).stream()
            .filter(list -> wanted.contains(list.id()))
            .toList();
    boolean filters = request.query().isTrue("includeFilters");
    return object(
        json -> {
          json.writeArrayPropertyStart("lists");
          lists.forEach(list -> write(json, request, list, filters));
          json.writeEndArray();
        });
  }

  private Response create(Request request) {
    ObjectTypes types = crm.catalogue(request.caller()).types();
    Fields body = Fields.ofBody(request.body());
    body.require("name", "objectTypeId", "processingType");
    Optional<ListFilter> filter =
        body.object("filterBranch").map(branch -> new ListFilterJson(types).read(branch));
    Map<String, String> custom = new LinkedHashMap<>();
    body.object("customProperties").ifPresent(object -> object.forEachText(custom::put));
    RecordList list =
        crm.lists()
            .create(
                request.caller(),
                new NewList(
                    body.text("name").orElseThrow(),
                    types.resolve(body.text("objectTypeId").orElseThrow()).id(),
                    processing(body),
                    filter,
                    body.number("listFolderId").orElse(ListFolders.ROOT),
                    custom));
    return listAs("list", request, list, true);
  }

  private static Processing processing(Fields body) {
    String word = body.text("processingType").orElseThrow();
    return processing(word)
        .orElseThrow(() -> new RefusalException(noProcessing("processingType", word)));
  }

  static Optional<Processing> processing(String word) {
    return Stream.of(Processing.values()).filter(one -> one.name().equals(word)).findFirst();
  }

  static Refusal.InvalidValue noProcessing(String place, String word) {
    return new Refusal.InvalidValue(
        place, "'" + word + "' is not one of [MANUAL, DYNAMIC, SNAPSHOT]");
  }

  private Response get(Request request) {
    return listAs(
        "list",
        request,
        crm.lists().get(request.caller(), listId(request)),
        request.query().isTrue("includeFilters"));
  }

  private Response byName(Request request) {
    var type =
        crm.catalogue(request.caller()).types().resolve(request.parameter("objectTypeId")).id();
    return listAs(
        "list",
        request,
        crm.lists().byName(request.caller(), type, request.parameter("name")),
        request.query().isTrue("includeFilters"));
  }

  private Response delete(Request request) {
    crm.lists().delete(request.caller(), listId(request));
    return Response.noContent();
  }

  private Response restore(Request request) {
    crm.lists().restore(request.caller(), listId(request));
    return Response.noContent();
  }

  private Response rename(Request request) {
    String name = required(request.query(), "listName");
    return listAs(
        "updatedList",
        request,
        crm.lists().rename(request.caller(), listId(request), name),
        request.query().isTrue("includeFilters"));
  }

  private Response filter(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("filterBranch");
    ListFilter filter =
        new ListFilterJson(crm.catalogue(request.caller()).types())
            .read(body.object("filterBranch").orElseThrow());
    return listAs(
        "updatedList",
        request,
        crm.lists().filter(request.caller(), listId(request), filter),
        true);
  }

  /// Lists have one id in every generation.
  private Response mapping(Request request) {
    String id = required(request.query(), "legacyListId");
    RecordList list = crm.lists().get(request.caller(), RecordIds.ofPath(id));
    return object(json -> writeMapping(json, list));
  }

  private Response mappings(Request request) {
    List<String> ids = Fields.textsOfBody(request.body());
    Map<String, RecordList> known = new LinkedHashMap<>();
    crm.lists().all(request.caller()).forEach(list -> known.put(Long.toString(list.id()), list));
    return object(
        json -> {
          json.writeArrayPropertyStart("legacyListIdsToIdsMapping");
          for (String id : ids) {
            RecordList list = known.get(id);
            if (list != null) {
              json.writeStartObject();
              writeMapping(json, list);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("missingLegacyListIds");
          ids.stream().filter(id -> !known.containsKey(id)).forEach(json::writeString);
          json.writeEndArray();
        });
  }

  private static void writeMapping(JsonGenerator json, RecordList list) {
    json.writeStringProperty("listId", Long.toString(list.id()));
    json.writeStringProperty("legacyListId", Long.toString(list.id()));
  }

  private Response conversion(Request request) {
    return conversion(crm.lists().get(request.caller(), listId(request)));
  }

  private Response schedule(Request request) {
    Conversion conversion = conversion(Fields.ofBody(request.body()));
    return conversion(crm.lists().schedule(request.caller(), listId(request), conversion));
  }

  private Response unschedule(Request request) {
    crm.lists().unschedule(request.caller(), listId(request));
    return Response.noContent();
  }

  private static Response conversion(RecordList list) {
    return Response.json(200, Json.write(json -> ListJson.conversion(json, list)));
  }

  private static Conversion conversion(Fields body) {
    body.require("conversionType");
    String type = body.text("conversionType").orElseThrow();
    switch (type) {
      case "CONVERSION_DATE" -> {
        body.require("year", "month", "day");
        try {
          LocalDate date =
              LocalDate.of(number(body, "year"), number(body, "month"), number(body, "day"));
          return new Conversion.OnDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        } catch (DateTimeException e) {
          throw invalid("day", "This is no day of the calendar");
        }
      }
      case "INACTIVITY" -> {
        body.require("offset", "timeUnit");
        String unit = body.text("timeUnit").orElseThrow();
        int offset = number(body, "offset");
        if (!Set.of("DAY", "WEEK", "MONTH").contains(unit)) {
          throw invalid("timeUnit", "'" + unit + "' is not one of [DAY, WEEK, MONTH]");
        }
        if (offset < 1 || offset > 10_000) {
          throw invalid("offset", "offset must be a number from 1 to 10000");
        }
        return new Conversion.AfterInactivity(offset, unit);
      }
      default ->
          throw invalid(
              "conversionType", "'" + type + "' is not one of [CONVERSION_DATE, INACTIVITY]");
    }
  }

  private static int number(Fields body, String name) {
    return Math.clamp(body.number(name).orElseThrow(), -1, 9_999);
  }

  private static RefusalException invalid(String place, String message) {
    return new RefusalException(new Refusal.InvalidValue(place, message));
  }

  static String required(Query query, String name) {
    return query
        .first(name)
        .orElseThrow(() -> new RefusalException(new Refusal.MissingFields(List.of(name))));
  }

  private Response listAs(String name, Request request, RecordList list, boolean withFilters) {
    return object(
        json -> {
          json.writeName(name);
          write(json, request, list, withFilters);
        });
  }

  private void write(JsonGenerator json, Request request, RecordList list, boolean withFilters) {
    new ListJson(new ListFilterJson(crm.catalogue(request.caller()).types()))
        .list(json, list, OptionalLong.of(crm.lists().size(request.caller(), list)), withFilters);
  }

  static Response object(Consumer<JsonGenerator> fields) {
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              fields.accept(json);
              json.writeEndObject();
            }));
  }
}
