package dev.liaison.wire.legacy.companies;

import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.CrmProperties;
import tools.jackson.core.JsonGenerator;

/// The company object of legacy-api.md section 8.
final class CompanyJson {

  private CompanyJson() {}

  static Response answer(long portal, RecordView view) {
    return Response.json(200, Json.write(json -> write(json, portal, view)));
  }

  static void write(JsonGenerator json, long portal, RecordView view) {
    json.writeStartObject();
    json.writeNumberProperty("portalId", portal);
    json.writeNumberProperty("companyId", view.id());
    json.writeBooleanProperty("isDeleted", false);
    CrmProperties.write(json, view);
    // Nothing recorded or documented says what stands in these; clients only need them to be there.
    for (String field : new String[] {"additionalDomains", "stateChanges", "mergeAudits"}) {
      json.writeArrayPropertyStart(field);
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
