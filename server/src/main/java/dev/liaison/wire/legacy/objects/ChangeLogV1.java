package dev.liaison.wire.legacy.objects;

import dev.liaison.crm.ChangeLog.Event;
import dev.liaison.crm.ChangeLog.Kind;
import dev.liaison.crm.ChangeLog.What;
import dev.liaison.crm.Crm;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyPaging;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/// The log of changes of CRM objects v1 (legacy-api.md section 10): the last 24 hours, oldest
/// first.
public final class ChangeLogV1 {

  private static final int MAX = 1_000;
  private static final long DAY = 24L * 60 * 60 * 1000;

  private final Crm crm;

  public ChangeLogV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    return List.of(
        CrmObjectsV1.AREA.route(
            "GET",
            "/crm-objects/v1/change-log/{type}",
            ObjectWords.reading(crm.catalogues().hubspotDefined().types()),
            this::read,
            "POST /crm/v3/objects/{type}/search"));
  }

  /// All three parameters together name the change to go on behind; one or two of them narrow the
  /// list.
  private Response read(Request request) {
    Query query = request.query();
    long timestamp = LegacyPaging.start(query, "timestamp");
    long objectId = LegacyPaging.start(query, "objectId");
    Optional<Kind> kind = query.first("changeType").map(ChangeLogV1::kind);
    Predicate<Event> named =
        event ->
            (kind.isEmpty() || event.kind() == kind.get())
                && (objectId == 0 || event.ref().id() == objectId);
    boolean place = timestamp != 0 && objectId != 0 && kind.isPresent();
    List<Event> events =
        crm.changeLog()
            .since(
                request.caller(),
                ObjectWords.read(request),
                Math.max(timestamp, crm.clock().millis() - DAY),
                place ? _ -> true : named,
                place
                    ? Optional.of(event -> event.at() == timestamp && named.test(event))
                    : Optional.empty(),
                MAX);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              events.forEach(event -> write(json, event));
              json.writeEndArray();
            }));
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(word))
        .findFirst()
        .orElseThrow(() -> new RefusalException(new Refusal.UnknownConstant(word, "ChangeType")));
  }

  private static void write(JsonGenerator json, Event event) {
    json.writeStartObject();
    json.writeNumberProperty("timestamp", event.at());
    json.writeStringProperty("changeType", event.kind().name());
    json.writeNumberProperty("objectId", event.ref().id());
    json.writeObjectPropertyStart("changes");
    json.writeArrayPropertyStart("newAssociations");
    if (event.what() instanceof What.Linked(ObjectRef to, List<AssociationKey> keys)) {
      keys.forEach(key -> write(json, event.ref(), to, key));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("removedAssociations");
    if (event.what() instanceof What.Unlinked(ObjectRef to, List<AssociationKey> keys)) {
      keys.forEach(key -> write(json, event.ref(), to, key));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("changedProperties");
    if (event.what() instanceof What.Values(var names)) {
      names.forEach(json::writeString);
    }
    json.writeEndArray();
    for (String lists : List.of("newListMemberships", "removedListMemberships")) {
      json.writeArrayPropertyStart(lists);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ObjectRef from, ObjectRef to, AssociationKey key) {
    json.writeStartObject();
    json.writeNumberProperty("fromObjectId", from.id());
    json.writeNumberProperty("toObjectId", to.id());
    json.writeStringProperty("associationCategory", key.category().name());
    json.writeNumberProperty("associationTypeId", key.typeId());
    json.writeEndObject();
  }
}
