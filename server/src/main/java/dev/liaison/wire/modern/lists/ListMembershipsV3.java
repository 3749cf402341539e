package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Crm;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.crm.list.Memberships.Changed;
import dev.liaison.crm.list.Memberships.From;
import dev.liaison.crm.list.Memberships.FromJoined;
import dev.liaison.crm.list.Memberships.Joined;
import dev.liaison.crm.list.Memberships.MemberPage;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.RecordIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// Who is in lists (modern-api.md 3.8). Safe for concurrent use.
final class ListMembershipsV3 {

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 250;

  private final Crm crm;

  ListMembershipsV3(Crm crm) {
    this.crm = crm;
  }

  /// Members in front of a mark come in descending order, as the description of v3 says, and
  /// `after` goes before `before`.
  Response page(Request request) {
    Query query = request.query();
    boolean backwards = backwards(query);
    MemberPage page =
        crm.memberships()
            .page(
                request.caller(),
                ListsV3.listId(request),
                backwards ? new From.Before(mark(query, "before")) : new From.After(after(query)),
                Paging.limit(query, PAGE, MAX_PAGE));
    return members(request, page, backwards, member -> Long.toString(member.id()));
  }

  /// A mark is the time at which a member joined, and its id.
  Response byJoining(Request request) {
    Query query = request.query();
    boolean backwards = backwards(query);
    MemberPage page =
        crm.memberships()
            .byJoining(
                request.caller(),
                ListsV3.listId(request),
                backwards
                    ? new FromJoined.Before(joined(query, "before"))
                    : query.first("after").isPresent()
                        ? new FromJoined.After(joined(query, "after"))
                        : FromJoined.START,
                Paging.limit(query, PAGE, MAX_PAGE));
    return members(request, page, backwards, member -> member.joinedAt() + "-" + member.id());
  }

  private static boolean backwards(Query query) {
    return query.first("before").isPresent() && query.first("after").isEmpty();
  }

  private static Response members(
      Request request, MemberPage page, boolean backwards, Function<Member, String> mark) {
    List<Member> members = page.members();
    return ListsV3.object(
        json -> {
          json.writeNumberProperty("total", page.total());
          json.writeArrayPropertyStart("results");
          for (Member member : backwards ? members.reversed() : members) {
            json.writeStartObject();
            json.writeStringProperty("recordId", Long.toString(member.id()));
            json.writeStringProperty("membershipTimestamp", Times.isoDateTime(member.joinedAt()));
            json.writeEndObject();
          }
          json.writeEndArray();
          if (!members.isEmpty()) {
            Paging.write(
                json,
                request,
                page.hasEarlier() ? Optional.of(mark.apply(members.getFirst())) : Optional.empty(),
                page.hasMore() ? Optional.of(mark.apply(members.getLast())) : Optional.empty());
          }
        });
  }

  Response add(Request request) {
    return changed(request, ids(Fields.textsOfBody(request.body())), List.of());
  }

  Response remove(Request request) {
    return changed(request, List.of(), ids(Fields.textsOfBody(request.body())));
  }

  Response change(Request request) {
    Fields body = Fields.ofBody(request.body());
    return changed(
        request, ids(body.texts("recordIdsToAdd")), ids(body.texts("recordIdsToRemove")));
  }

  private Response changed(Request request, List<Long> add, List<Long> remove) {
    Changed changed =
        crm.memberships().change(request.caller(), ListsV3.listId(request), add, remove);
    return ListsV3.object(
        json -> {
          ids(json, "recordsIdsAdded", changed.added());
          ids(json, "recordIdsRemoved", changed.removed());
          ids(json, "recordIdsMissing", changed.missing());
        });
  }

  private static void ids(JsonGenerator json, String name, List<Long> ids) {
    json.writeArrayPropertyStart(name);
    ids.forEach(id -> json.writeString(Long.toString(id)));
    json.writeEndArray();
  }

  Response addFrom(Request request) {
    long source = RecordIds.ofPath(request.parameter("sourceListId"));
    crm.memberships().addFrom(request.caller(), ListsV3.listId(request), source);
    return Response.noContent();
  }

  Response clear(Request request) {
    crm.memberships().clear(request.caller(), ListsV3.listId(request));
    return Response.noContent();
  }

  Response ofRecord(Request request) {
    long id = RecordIds.ofPath(request.parameter("recordId"));
    List<Joined> joined =
        crm.memberships().of(request.caller(), ref(request, request.parameter("objectTypeId"), id));
    return ListsV3.object(
        json -> {
          json.writeNumberProperty("total", joined.size());
          json.writeArrayPropertyStart("results");
          joined.forEach(each -> ListJson.joined(json, each));
          json.writeEndArray();
        });
  }

  Response ofRecords(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    List<Fields> inputs = Fields.ofBody(request.body()).objects("inputs");
    if (inputs.size() > PAGE) {
      throw new RefusalException(new Refusal.TooMany("inputs", PAGE, inputs.size()));
    }
    var refs = new ArrayList<ObjectRef>(inputs.size());
    var byType = new LinkedHashMap<ObjectTypeId, Set<Long>>();
    for (Fields input : inputs) {
      input.require("objectTypeId", "recordId");
      ObjectRef ref =
          ref(
              request,
              input.text("objectTypeId").orElseThrow(),
              RecordIds.required(input, "recordId"));
      refs.add(ref);
      byType.computeIfAbsent(ref.type(), _ -> new LinkedHashSet<>()).add(ref.id());
    }
    var joined = new HashMap<ObjectTypeId, Map<Long, List<Joined>>>();
    byType.forEach(
        (type, ids) -> joined.put(type, crm.memberships().of(request.caller(), type, ids)));
    return answer.complete(
        200,
        List.of(),
        json -> {
          for (ObjectRef ref : refs) {
            json.writeStartObject();
            json.writeStringProperty("recordId", Long.toString(ref.id()));
            json.writeStringProperty("objectTypeId", ref.type().toString());
            json.writeArrayPropertyStart("recordListMemberships");
            joined
                .getOrDefault(ref.type(), Map.of())
                .getOrDefault(ref.id(), List.of())
                .forEach(each -> ListJson.joined(json, each));
            json.writeEndArray();
            json.writeEndObject();
          }
        });
  }

  private ObjectRef ref(Request request, String type, long id) {
    return new ObjectRef(crm.catalogue(request.caller()).types().resolve(type).id(), id);
  }

  private static List<Long> ids(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                RecordIds.parse(text)
                    .orElseThrow(
                        () ->
                            new RefusalException(
                                new Refusal.InvalidValue(
                                    "recordIds", "'" + text + "' is not a valid id"))))
        .toList();
  }

  private static long after(Query query) {
    return query.first("after").isEmpty() ? 0 : mark(query, "after");
  }

  private static long mark(Query query, String name) {
    String text = query.first(name).orElse("");
    return RecordIds.parse(text).orElseThrow(() -> noMark(name, text));
  }

  private static Member joined(Query query, String name) {
    String text = query.first(name).orElse("");
    int dash = text.indexOf('-');
    OptionalLong at = RecordIds.parse(text.substring(0, Math.max(dash, 0)));
    OptionalLong id = RecordIds.parse(text.substring(dash + 1));
    if (at.isEmpty() || id.isEmpty()) {
      throw noMark(name, text);
    }
    return new Member(id.getAsLong(), at.getAsLong());
  }

  private static RefusalException noMark(String name, String text) {
    return new RefusalException(
        new Refusal.InvalidValue(name, name + " is not the mark of a page: " + text));
  }
}
