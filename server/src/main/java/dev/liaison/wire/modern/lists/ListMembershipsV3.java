package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Crm;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.crm.list.Memberships.Changed;
import dev.liaison.crm.list.Memberships.From;
import dev.liaison.crm.list.Memberships.Joined;
import dev.liaison.crm.list.Memberships.MemberPage;
import dev.liaison.crm.object.ObjectRef;
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
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// Who is in lists (modern-api.md 3.8). Safe for concurrent use.
final class ListMembershipsV3 {

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 250;

  private final Crm crm;

  ListMembershipsV3(Crm crm) {
    this.crm = crm;
  }

  Response page(Request request) {
    Query query = request.query();
    From from =
        query.first("before").isPresent()
            ? new From.Before(mark(query, "before"))
            : new From.After(mark(query, "after"));
    MemberPage page =
        crm.memberships()
            .page(
                request.caller(),
                ListsV3.listId(request),
                from,
                Paging.limit(query, PAGE, MAX_PAGE));
    List<Member> members = page.members();
    return members(
        request,
        page,
        members.isEmpty() ? 0 : members.getFirst().id(),
        members.isEmpty() ? 0 : members.getLast().id());
  }

  /// The marks of these pages are positions.
  Response byJoining(Request request) {
    Query query = request.query();
    int limit = Paging.limit(query, PAGE, MAX_PAGE);
    int offset = position(query, "after");
    if (query.first("before").isPresent()) {
      int end = position(query, "before");
      offset = Math.max(0, end - limit);
      limit = end - offset;
    }
    MemberPage page =
        crm.memberships()
            .byJoining(request.caller(), ListsV3.listId(request), offset, limit, false);
    return members(request, page, offset, (long) offset + page.members().size());
  }

  private static Response members(Request request, MemberPage page, long before, long after) {
    return ListsV3.object(
        json -> {
          json.writeNumberProperty("total", page.total());
          json.writeArrayPropertyStart("results");
          for (Member member : page.members()) {
            json.writeStartObject();
            json.writeStringProperty("recordId", Long.toString(member.id()));
            json.writeStringProperty("membershipTimestamp", Times.isoDateTime(member.joinedAt()));
            json.writeEndObject();
          }
          json.writeEndArray();
          Paging.write(
              json,
              request,
              page.hasEarlier() ? OptionalLong.of(before) : OptionalLong.empty(),
              page.hasMore() ? OptionalLong.of(after) : OptionalLong.empty());
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
    for (Fields input : inputs) {
      input.require("objectTypeId", "recordId");
      refs.add(
          ref(
              request,
              input.text("objectTypeId").orElseThrow(),
              RecordIds.required(input, "recordId")));
    }
    return answer.complete(
        200,
        List.of(),
        json -> {
          for (ObjectRef ref : refs) {
            json.writeStartObject();
            json.writeStringProperty("recordId", Long.toString(ref.id()));
            json.writeStringProperty("objectTypeId", ref.type().toString());
            json.writeArrayPropertyStart("recordListMemberships");
            crm.memberships()
                .of(request.caller(), ref)
                .forEach(joined -> ListJson.joined(json, joined));
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

  private static int position(Query query, String name) {
    return (int) Math.min(mark(query, name), Integer.MAX_VALUE - MAX_PAGE);
  }

  private static long mark(Query query, String name) {
    return query.first(name).isEmpty()
        ? 0
        : RecordIds.parse(query.first(name).get())
            .orElseThrow(
                () ->
                    new RefusalException(
                        new Refusal.InvalidValue(
                            name,
                            name + " is not the mark of a page: " + query.first(name).get())));
  }
}
