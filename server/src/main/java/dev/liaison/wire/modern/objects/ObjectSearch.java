package dev.liaison.wire.modern.objects;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Searches;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import java.util.List;

/// The search for records (modern-api.md section 6). Safe for concurrent use.
final class ObjectSearch {

  private final Crm crm;

  ObjectSearch(Crm crm) {
    this.crm = crm;
  }

  Response search(Request request) {
    Catalogue catalogue = crm.catalogue(request.caller());
    ObjectTypeId type = catalogue.types().resolve(request.parameter("objectType")).id();
    SearchBody.requireShort(request.body());
    Fields body = Fields.ofBody(request.body());
    Search search = SearchBody.read(body);
    Reading reading = new Readings(catalogue).of(type, body.texts("properties"), List.of());
    Searches.Found found = crm.searches().search(request.caller(), type, search, reading);
    var recordJson = new RecordJson(catalogue);
    long next = (long) search.offset() + search.limit();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("total", found.total());
              json.writeArrayPropertyStart("results");
              found.items().forEach(view -> recordJson.write(json, view));
              json.writeEndArray();
              if (next < found.total() && search.limit() > 0) {
                json.writeObjectPropertyStart("paging");
                json.writeObjectPropertyStart("next");
                json.writeStringProperty("after", Long.toString(next));
                json.writeEndObject();
                json.writeEndObject();
              }
              json.writeEndObject();
            }));
  }
}
