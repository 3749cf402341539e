package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.list.ListFilter;
import dev.liaison.crm.list.ListFolders;
import dev.liaison.crm.list.Lists;
import dev.liaison.crm.list.Lists.NewList;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.crm.list.Memberships.Changed;
import dev.liaison.crm.list.Memberships.From;
import dev.liaison.crm.list.Memberships.MemberPage;
import dev.liaison.crm.list.RecordList;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/// Contact lists v1 (legacy-api.md section 7): the lists of contacts, in the form of that time.
public final class ContactListsV1 {

  private static final LegacyArea AREA =
      new LegacyArea(
          "Contact lists v1",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/contacts.md");

  private static final String LISTS = "/contacts/v1/lists";

  private final Crm crm;

  public ContactListsV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(CONTACT);
    List<Scope> reading = List.of(Scopes.read(type));
    List<Scope> writing = List.of(Scopes.write(type));
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String one = LISTS + "/{listId}";
    String v3 = "/crm/v3/lists";
    String v3One = v3 + "/{listId}";
    String members = v3One + "/memberships";
    String search = "POST " + v3 + "/search";
    return List.of(
        AREA.route("POST", LISTS, write, this::create, "POST " + v3),
        AREA.route("GET", LISTS, read, request -> index(request, _ -> true), search),
        AREA.route(
            "GET",
            LISTS + "/static",
            read,
            request -> index(request, list -> !list.dynamic()),
            search),
        AREA.route(
            "GET",
            LISTS + "/dynamic",
            read,
            request -> index(request, RecordList::dynamic),
            search),
        AREA.route("GET", LISTS + "/batch", read, this::batch, "GET " + v3),
        AREA.route("GET", one, read, this::get, "GET " + v3One),
        AREA.route("POST", one, write, this::update, "PUT " + v3One + "/update-list-name"),
        AREA.route("DELETE", one, write, this::delete, "DELETE " + v3One),
        AREA.route("GET", one + "/contacts/all", read, this::all, "GET " + members),
        AREA.route(
            "GET", one + "/contacts/recent", read, this::recent, "GET " + members + "/join-order"),
        AREA.route("POST", one + "/add", write, this::add, "PUT " + members + "/add"),
        AREA.route("POST", one + "/remove", write, this::remove, "PUT " + members + "/remove"),
        AREA.route("POST", one + "/refresh", write, this::refresh, "GET " + members));
  }

  private Response create(Request request) {
    Fields body = Fields.ofBody(request.body());
    Optional<ListFilter> filter = filters(request).read(body);
    boolean dynamic = body.text("dynamic").orElse("false").equals("true");
    RecordList list =
        crm.lists()
            .create(
                request.caller(),
                new NewList(
                    body.text("name").orElse(""),
                    CONTACT,
                    dynamic
                        ? Processing.DYNAMIC
                        : filter.isPresent() ? Processing.SNAPSHOT : Processing.MANUAL,
                    filter,
                    ListFolders.ROOT,
                    Map.of()));
    return object(json -> write(json, request, list, filter.isPresent() ? "INITIALIZING" : "DONE"));
  }

  private Response index(Request request, Predicate<RecordList> shown) {
    int size = LegacyPaging.size(request.query(), "count", 20, 250);
    int offset = LegacyPaging.position(request.query(), "offset");
    List<RecordList> lists = lists(request.caller()).stream().filter(shown).toList();
    List<RecordList> page = lists.stream().skip(offset).limit(size).toList();
    long next = (long) offset + page.size();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              writeLists(json, request, page);
              json.writeNumberProperty("offset", next);
              json.writeBooleanProperty("has-more", next < lists.size());
              json.writeEndObject();
            }));
  }

  private Response batch(Request request) {
    var wanted = new LinkedHashSet<Long>();
    request.query().all("listId").forEach(id -> LegacyIds.whole(id).ifPresent(wanted::add));
    List<RecordList> found =
        lists(request.caller()).stream().filter(list -> wanted.contains(list.id())).toList();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              writeLists(json, request, found);
              json.writeEndObject();
            }));
  }

  private void writeLists(JsonGenerator json, Request request, List<RecordList> lists) {
    json.writeArrayPropertyStart("lists");
    for (RecordList list : lists) {
      write(json, request, list, "DONE");
    }
    json.writeEndArray();
  }

  private Response get(Request request) {
    RecordList list = list(request);
    return object(json -> write(json, request, list, "DONE"));
  }

  /// Changes what is sent.
  private Response update(Request request) {
    Fields body = Fields.ofBody(request.body());
    RecordList list = list(request);
    Optional<ListFilter> filter = filters(request).read(body);
    if (filter.isPresent()) {
      list = crm.lists().filter(request.caller(), list.id(), filter.get());
    }
    Optional<String> name = body.text("name");
    RecordList updated =
        name.isPresent() ? crm.lists().rename(request.caller(), list.id(), name.get()) : list;
    return object(json -> write(json, request, updated, "DONE"));
  }

  private Response delete(Request request) {
    crm.lists().delete(request.caller(), list(request).id());
    return Response.noContent();
  }

  /// There is nothing to refresh: a dynamic list is true at every read.
  private Response refresh(Request request) {
    list(request);
    return Response.noContent();
  }

  private Response all(Request request) {
    Query query = request.query();
    MemberPage page =
        crm.memberships()
            .page(
                request.caller(),
                list(request).id(),
                new From.After(LegacyPaging.start(query, "vidOffset")),
                LegacyPaging.size(query, "count", 20, 100));
    return members(request, page.members(), page.hasMore(), _ -> {});
  }

  /// Those who joined last come first; both offsets together say where a page starts.
  private Response recent(Request request) {
    Query query = request.query();
    long at = LegacyPaging.start(query, "timeOffset");
    long vid = LegacyPaging.start(query, "vidOffset");
    Page<Member> page =
        crm.memberships()
            .newest(
                request.caller(),
                list(request).id(),
                at == 0 ? Optional.empty() : Optional.of(new Member(vid, at)),
                LegacyPaging.size(query, "count", 20, 100));
    long last = page.items().isEmpty() ? 0 : page.items().getLast().joinedAt();
    return members(
        request,
        page.items(),
        page.hasMore(),
        json -> json.writeNumberProperty("time-offset", last));
  }

  private Response members(
      Request request, List<Member> members, boolean hasMore, Consumer<JsonGenerator> more) {
    Map<Long, Long> joinedAt = new HashMap<>();
    members.forEach(member -> joinedAt.put(member.id(), member.joinedAt()));
    List<RecordView> contacts =
        crm.records()
            .live(
                request.caller(),
                members.stream().map(member -> new ObjectRef(CONTACT, member.id())).toList(),
                ContactItems.reading(request.query()));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("contacts");
              for (RecordView view : contacts) {
                ContactItems.write(
                    json,
                    crm,
                    request,
                    view,
                    OptionalLong.of(joinedAt.getOrDefault(view.id(), 0L)));
              }
              json.writeEndArray();
              json.writeBooleanProperty("has-more", hasMore);
              json.writeNumberProperty(
                  "vid-offset", members.isEmpty() ? 0 : members.getLast().id());
              more.accept(json);
              json.writeEndObject();
            }));
  }

  private Response add(Request request) {
    Fields body = Fields.ofBody(request.body());
    var vids = new LinkedHashSet<>(body.numbers("vids"));
    var invalid = new ArrayList<String>();
    for (String email : body.texts("emails")) {
      Optional<Long> vid = byEmail(request.caller(), email);
      vid.ifPresentOrElse(vids::add, () -> invalid.add(email));
    }
    Changed changed =
        crm.memberships()
            .change(request.caller(), list(request).id(), List.copyOf(vids), List.of());
    return changed(vids, changed.added(), changed.missing(), invalid);
  }

  private Response remove(Request request) {
    var vids = new LinkedHashSet<>(Fields.ofBody(request.body()).numbers("vids"));
    Changed changed =
        crm.memberships()
            .change(request.caller(), list(request).id(), List.of(), List.copyOf(vids));
    return changed(vids, changed.removed(), List.of(), List.of());
  }

  /// What was in already, or was not in, is discarded (recorded).
  private static Response changed(
      Set<Long> asked, List<Long> updated, List<Long> invalid, List<String> invalidEmails) {
    var discarded = new LinkedHashSet<>(asked);
    updated.forEach(discarded::remove);
    invalid.forEach(discarded::remove);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              writeVids(json, "updated", updated);
              writeVids(json, "discarded", discarded);
              writeVids(json, "invalidVids", invalid);
              json.writeArrayPropertyStart("invalidEmails");
              invalidEmails.forEach(json::writeString);
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void writeVids(JsonGenerator json, String name, Collection<Long> vids) {
    json.writeArrayPropertyStart(name);
    vids.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private Optional<Long> byEmail(Caller caller, String email) {
    return crm
        .records()
        .readAll(
            caller,
            CONTACT,
            List.of(new RecordKey.ByUnique("email", email)),
            false,
            Reading.named(List.of()))
        .found()
        .stream()
        .map(RecordView::id)
        .findFirst();
  }

  private List<RecordList> lists(Caller caller) {
    return crm.lists().all(caller).stream().filter(list -> list.type().equals(CONTACT)).toList();
  }

  /// Lists of other records are not known here.
  private RecordList list(Request request) {
    long id = LegacyIds.path(request, "listId");
    RecordList list = crm.lists().get(request.caller(), id);
    if (!list.type().equals(CONTACT)) {
      throw new CrmException(new Problem.UnknownList(id));
    }
    return list;
  }

  private LegacyFilters filters(Request request) {
    return new LegacyFilters(crm.catalogue(request.caller()));
  }

  private static Response object(Consumer<JsonGenerator> content) {
    return Response.json(200, Json.write(content));
  }

  private void write(JsonGenerator json, Request request, RecordList list, String processing) {
    Caller caller = request.caller();
    json.writeStartObject();
    json.writeNumberProperty("listId", list.id());
    json.writeNumberProperty("internalListId", list.id());
    json.writeStringProperty("name", list.name());
    json.writeBooleanProperty("dynamic", list.dynamic());
    json.writeStringProperty("listType", list.dynamic() ? "DYNAMIC" : "STATIC");
    json.writeBooleanProperty("archived", false);
    json.writeNumberProperty("portalId", caller.portal());
    json.writeNumberProperty("createdAt", list.times().createdAt());
    json.writeNumberProperty("updatedAt", list.times().updatedAt());
    filters(request).write(json, list.filter());
    json.writeObjectPropertyStart("metaData");
    json.writeStringProperty("processing", processing);
    Lists.About about = crm.lists().about(caller, list);
    json.writeNumberProperty("size", about.size());
    json.writeStringProperty("error", "");
    json.writeNumberProperty("lastProcessingStateChangeAt", list.times().filtersUpdatedAt());
    // 0 for a new list (recorded).
    long sizedAt = about.sizedAt() == list.times().createdAt() ? 0 : about.sizedAt();
    json.writeNumberProperty("lastSizeChangeAt", sizedAt);
    json.writeNullProperty("listReferencesCount");
    json.writeEndObject();
    json.writeEndObject();
  }
}
