package dev.liaison;

import dev.liaison.wire.modern.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON that [SampleRequests] sends.
final class SampleBodies {

  private SampleBodies() {}

  static final String STAGES =
      """
      [{"label": "Early", "stageId": "%1$searly", "displayOrder": 0,
        "metadata": {"probability": "0.5", "ticketState": "CLOSED"}},
       {"label": "Late", "stageId": "%1$slate", "displayOrder": 1,
        "metadata": {"probability": "1.0", "ticketState": "CLOSED"}}]""";

  static final String PIPELINE =
      """
      {"label": "%s", "pipelineId": "%s", "displayOrder": 1, "stages": %s}""";

  static final String LABEL =
      """
      {"name": "%s", "label": "Buyer", "inverseLabel": "Bought by"}""";

  static final String LIMITED =
      """
      {"inputs": [{"category": "HUBSPOT_DEFINED", "typeId": %d, "maxToObjectIds": 3}]}""";

  private static final String TYPES =
      """
      "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 279}]""";

  private static final String RECORD =
      """
      {"properties": {"firstname": "Ina", "lifecyclestage": "lead",
        "associatedcompanyid": 3},
       "associations": [{"to": {"id": "3"}, %s}],
       "objectWriteTraceId": "one"}"""
          .formatted(TYPES);

  private static final String CHANGE =
      """
      {"id": "1", "properties": {"email": "a@b.example", "firstname": "Ina", "hs_lead_status": "NEW"},
       "objectWriteTraceId": "one"}""";

  private static final String PROPERTIES =
      """
      {"properties": {"email": "a@b.example", "firstname": "Ina", "hs_lead_status": "NEW"}}""";

  private static final String ENDS =
      """
      "from": {"id": "1"}, "to": {"id": "3"}""";

  private static final String V1 =
      """
      {"fromObjectId": 1, "toObjectId": 3, "category": "HUBSPOT_DEFINED", "definitionId": 1}""";

  private static final String SPLITS =
      """
      {"inputs": [{"id": "7", "splits": [{"ownerId": 72, "percentage": 1}]}]}""";

  private static final String DEAL =
      """
      {"inputs": [{"id": "7"}]}""";

  static final String EXPORT =
      """
      {"exportType": "VIEW", "exportName": "All", "objectType": "contacts", "format": "CSV",
       "objectProperties": ["email"], "associatedObjectType": "company",
       "exportInternalValuesOptions": ["NAMES"],
       "publicCrmSearchRequest": {"query": "a", "sorts": ["email"],
         "filters": [{"propertyName": "email", "operator": "EQ", "value": "a@b.example"}]}}""";

  static final String IMPORT =
      """
      {"name": "People", "importOperations": {"0-1": "UPSERT"}, "dateFormat": "DAY_MONTH_YEAR",
       "files": [{"fileName": "a.csv", "fileFormat": "CSV", "fileImportPage": {"hasHeader": true,
         "columnMappings": [{"columnName": "Mail", "columnObjectTypeId": "0-1",
           "propertyName": "email", "columnType": "HUBSPOT_ALTERNATE_ID"}]}}]}""";

  private static final String PROPERTY =
      """
      {"name": "row", "label": "Row", "type": "enumeration", "fieldType": "select",
       "groupName": "%s", "description": "d", "displayOrder": 1, "hidden": false,
       "formField": true, "hasUniqueValue": false,
       "options": [{"label": "A", "value": "a", "displayOrder": 0, "hidden": false,
         "description": "d"}]}""";

  static final String FILTER =
      """
      {"filterBranchType": "OR", "filters": [], "filterBranches": [
        {"filterBranchType": "AND", "filterBranches": [], "filters": [
          {"filterType": "PROPERTY", "property": "city", "operation": {
            "operationType": "MULTISTRING", "operator": "IS_EQUAL_TO", "values": ["x"]}}]}]}""";

  static final String LIST =
      """
      {"name": "%s", "objectTypeId": "0-1", "processingType": "%s", "filterBranch": %s,
       "listFolderId": 0}""";

  /// Bodies by method and the end of the template; the first that fits counts.
  static final Map<String, String> BODIES = all();

  /// Bodies of definitions. They come first: their calls end as those of records do.
  private static void definitions(Map<String, String> bodies) {
    String name = "{\"inputs\": [{\"name\": \"seat\"}]}";
    String contact = PROPERTY.formatted("contactinformation");
    for (String base :
        List.of(
            "/crm/v3/properties",
            "/crm/properties/2025-09",
            "/crm/properties/2026-03",
            "/crm/properties/2026-09")) {
      String type = "POST " + base + "/{objectType}";
      bodies.put(type, contact);
      bodies.put(type + "/batch/read", name.replace("}]", "}], \"archived\": false"));
      bodies.put(type + "/batch/archive", name);
      bodies.put(type + "/batch/create", "{\"inputs\": [" + contact + "]}");
    }
    String schema =
        """
        {"name": "boat", "labels": {"singular": "Boat", "plural": "Boats"},
         "description": "d", "primaryDisplayProperty": "hs_object_id",
         "secondaryDisplayProperties": ["hs_object_id"], "requiredProperties": [],
         "searchableProperties": ["hs_object_id"], "associatedObjects": ["CONTACT"],
         "properties": [{"name": "plate", "label": "Plate", "type": "string",
           "fieldType": "text", "displayOrder": 1}]}""";
    bodies.put("/schemas", schema);
    bodies.put("/schemas/batch/read", "{\"inputs\": [{\"id\": \"2-1\"}]}");
    bodies.put(
        "/schemas/{objectType}",
        "{\"labels\": {\"singular\": \"Motorcar\"}, \"restorable\": true, \"description\": \"d\"}");
    bodies.put(
        "/schemas/{objectType}/associations",
        "{\"fromObjectTypeId\": \"2-1\", \"toObjectTypeId\": \"0-3\", \"name\": \"owner\"}");
    bodies.put("POST /deals/v1/properties", PROPERTY.formatted("dealinformation"));
    bodies.put("POST /companies/v2/properties", PROPERTY.formatted("companyinformation"));
    bodies.put("/properties", contact);
    bodies.put(
        "/{propertyName}",
        "{\"label\": \"Place\", \"displayOrder\": 2, \"hidden\": true, \"description\": \"d\"}");
    for (String legacy :
        List.of("/properties/v1", "/properties/v2", "/deals/v1", "/companies/v2")) {
      groups(bodies, legacy.startsWith("/properties") ? legacy + "/{objectType}" : legacy);
    }
    groups(bodies, "/contacts/v2");
    bodies.put("/groups", "{\"name\": \"rows\", \"label\": \"Rows\", \"displayOrder\": 1}");
    bodies.put("/{groupName}", "{\"label\": \"Rows\", \"displayOrder\": 1}");
    bodies.put(
        "/rule-type/{ruleType}",
        "{\"ruleArguments\": [\"9\"], \"shouldApplyNormalization\": false}");
  }

  /// Bodies about pipelines. They come first too.
  private static void pipelines(Map<String, String> bodies) {
    String stages =
        """
        "stages": [{"label": "Early", "stageId": "%s", "probability": 0.5, "displayOrder": 0}]""";
    String v1 = "{\"label\": \"Made\", \"displayOrder\": 1, " + stages;
    bodies.put(
        "POST /deals/v1/pipelines", v1.formatted("made-early") + ", \"pipelineId\": \"made\"}");
    bodies.put("PUT /deals/v1/pipelines/{pipelineId}", v1.formatted("early") + "}");
    String stage =
        """
        {"label": "New", %s, "displayOrder": 2, "metadata": {"probability": "0.1"}}""";
    for (String base :
        List.of(
            "/crm-pipelines/v1/pipelines",
            "/crm/v3/pipelines",
            "/crm/pipelines/2025-09",
            "/crm/pipelines/2026-03",
            "/crm/pipelines/2026-09")) {
      String type = base + "/{objectType}";
      String one = type + "/{pipelineId}";
      bodies.put("POST " + type, PIPELINE.formatted("Made", "made", STAGES.formatted("made-")));
      bodies.put("PUT " + one, PIPELINE.formatted("Same", "spare", STAGES.formatted("")));
      bodies.put("PATCH " + one, "{\"label\": \"Same\", \"displayOrder\": 1, \"archived\": false}");
      bodies.put("PATCH " + one + "/stages/{stageId}", stage.formatted("\"archived\": false"));
    }
    bodies.put("/{pipelineId}/stages", stage.formatted("\"stageId\": \"new\""));
    bodies.put("/stages/{stageId}", stage.formatted("\"stageId\": \"early\""));
  }

  /// Bodies about labels and the limits on associations.
  private static void labels(Map<String, String> bodies) {
    String pair = "/{fromObjectType}/{toObjectType}";
    for (String base :
        List.of(
            "/crm/v4/associations",
            "/crm/associations/v4",
            "/crm/associations/2025-09",
            "/crm/associations/2026-03",
            "/crm/associations/2026-09")) {
      bodies.put(
          "PUT " + base + pair + "/labels",
          "{\"associationTypeId\": 17, \"label\": \"Buyer\", \"inverseLabel\": \"Bought by\"}");
    }
    bodies.put("/labels", LABEL.formatted("seller"));
    String configurations = "/definitions/configurations" + pair + "/batch/";
    bodies.put(configurations + "create", LIMITED.formatted(1));
    bodies.put(configurations + "update", LIMITED.formatted(279));
    bodies.put(
        configurations + "purge",
        "{\"inputs\": [{\"category\": \"HUBSPOT_DEFINED\", \"typeId\": 279}]}");
  }

  /// Bodies about lists. They come first too.
  private static void lists(Map<String, String> bodies) {
    String made = LIST.formatted("Made", "DYNAMIC", FILTER);
    bodies.put("POST /crm/v3/lists", made);
    Version.DATED.forEach(version -> bodies.put("POST " + version.crm("lists"), made));
    bodies.put("POST /crm/lists/2026-09/all", "{\"objectTypeId\": \"0-1\", \"count\": 1}");
    bodies.put("/update-list-filters", "{\"filterBranch\": " + FILTER + "}");
    bodies.put("/memberships/add", "[\"1\", \"2\"]");
    bodies.put("/memberships/remove", "[\"1\", \"2\"]");
    bodies.put(
        "/memberships/add-and-remove",
        "{\"recordIdsToAdd\": [\"1\"], \"recordIdsToRemove\": [\"2\"]}");
    bodies.put("/idmapping", "[\"1\"]");
    bodies.put(
        "/schedule-conversion",
        "{\"conversionType\": \"INACTIVITY\", \"offset\": 2, \"timeUnit\": \"DAY\"}");
    bodies.put("/lists/folders", "{\"name\": \"Made\", \"parentFolderId\": \"1\"}");
    for (Version version : Version.DATED) {
      bodies.put(
          "POST " + version.crm("lists") + "/folders",
          "{\"name\": \"Made\", \"parentFolderId\": \"1\"}");
    }
    bodies.put("/folders/move-list", "{\"listId\": \"1\", \"newFolderId\": \"0\"}");
    bodies.put(
        "/records/memberships/batch/read",
        "{\"inputs\": [{\"objectTypeId\": \"0-1\", \"recordId\": \"1\"}]}");
    bodies.put("POST /contacts/v1/lists", "{\"name\": \"Made\", \"dynamic\": false}");
    bodies.put("POST /contacts/v1/lists/{listId}", "{\"name\": \"Static\"}");
    bodies.put("/{listId}/add", "{\"vids\": [1], \"emails\": [\"a@b.example\"]}");
    bodies.put("/{listId}/remove", "{\"vids\": [1]}");
    bodies.put(
        "/domains/{domain}/companies",
        """
        {"limit": 2, "requestOptions": {"properties": ["name"]},
         "offset": {"isPrimary": true, "companyId": 0}}""");
    bodies.put("/access-token-info", "{\"tokenKey\": \"pat-test\"}");
  }

  private static void groups(Map<String, String> bodies, String base) {
    bodies.put(
        "POST " + base + "/groups",
        "{\"name\": \"rows\", \"displayName\": \"Rows\", \"displayOrder\": 1}");
    bodies.put(
        "PUT " + base + "/groups/named/{groupName}",
        "{\"displayName\": \"Rows\", \"displayOrder\": 1}");
  }

  private static Map<String, String> all() {
    var bodies = new LinkedHashMap<String, String>();
    lists(bodies);
    pipelines(bodies);
    labels(bodies);
    definitions(bodies);
    String legacy = "{\"properties\": [{\"%s\": \"%s\", \"value\": \"x\"}]}";
    bodies.put(
        "POST /deals/v1/deal",
        """
        {"associations": {"associatedCompanyIds": [3], "associatedVids": [1]},
         "properties": [{"name": "dealname", "value": "New"}, {"name": "amount", "value": "5"},
           {"name": "closedate", "value": 1767225600000}, {"name": "dealstage", "value": "closedwon"}]}""");
    bodies.put("PUT /deals/v1/deal/{dealId}", legacy.formatted("name", "dealname"));
    bodies.put("POST /companies/v2/companies", legacy.formatted("name", "name"));
    bodies.put("PUT /companies/v2/companies/{companyId}", legacy.formatted("name", "domain"));
    String one = "[{\"objectId\": %d, \"properties\": [{\"name\": \"%s\", \"value\": \"x\"}]}]";
    bodies.put("/deals/v1/batch-async/update", one.formatted(7, "dealname"));
    bodies.put("/companies/v1/batch-async/update", one.formatted(3, "name"));
    bodies.put(
        "/contacts/v1/contact/batch",
        """
        [{"vid": 1, "properties": [{"property": "firstname", "value": "Ina"}]}]""");
    bodies.put(
        "POST /engagements/v1/engagements",
        """
        {"engagement": {"type": "CALL", "ownerId": 72, "timestamp": 1767225600000},
         "associations": {"contactIds": [1], "dealIds": [7]},
         "metadata": {"body": "Called", "durationMilliseconds": 38000, "status": "COMPLETED"}}""");
    bodies.put(
        "/engagements/{engagementId}",
        """
        {"engagement": {"ownerId": 72}, "metadata": {"body": "Called again"}}""");
    String ticket = "[{\"name\": \"subject\", \"value\": \"x\"}]";
    bodies.put("/crm-objects/v1/objects/{type}", ticket);
    bodies.put("/crm-objects/v1/objects/{type}/{objectId}", ticket);
    bodies.put("/batch-create", "[" + ticket + "]");
    bodies.put("/batch-update", one.formatted(1, "subject"));
    bodies.put("/batch-read", "{\"ids\": [1]}");
    bodies.put("/batch-delete", "{\"ids\": [1]}");
    bodies.put("/merge-vids/{vid}", "{\"vidToMerge\": 2}");
    bodies.put("POST /contacts/v1/contact", legacy.formatted("property", "firstname"));
    bodies.put("PUT /crm-associations/v1/associations", V1);
    bodies.put("PUT /crm-associations/v1/associations/delete", V1);
    bodies.put("PUT /crm-associations/v1/associations/create-batch", "[" + V1 + "]");
    bodies.put("PUT /crm-associations/v1/associations/delete-batch", "[" + V1 + "]");
    bodies.put("/profile", legacy.formatted("property", "firstname"));
    bodies.put("/createOrUpdate/email/{email}", legacy.formatted("property", "firstname"));
    String typed = "{\"inputs\": [{%s, %s}]}".formatted(ENDS, TYPES);
    String named = "{\"inputs\": [{%s, \"type\": \"contact_to_company\"}]}".formatted(ENDS);
    bodies.put("POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/create", named);
    bodies.put("POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/archive", named);
    bodies.put(
        "POST /crm/v3/associations/{fromObjectType}/{toObjectType}/batch/read",
        "{\"inputs\": [{\"id\": \"1\"}]}");
    bodies.put("{toObjectType}/batch/create", typed);
    bodies.put("{toObjectType}/batch/labels/archive", typed);
    bodies.put("{toObjectType}/batch/associate/default", "{\"inputs\": [{%s}]}".formatted(ENDS));
    bodies.put("{toObjectType}/batch/read", "{\"inputs\": [{\"id\": \"1\", \"after\": \"0\"}]}");
    bodies.put(
        "{toObjectType}/batch/archive",
        "{\"inputs\": [{\"from\": {\"id\": \"1\"}, \"to\": [{\"id\": \"3\"}]}]}");
    bodies.put(
        "associations/{toObjectType}/{toObjectId}",
        "[{\"associationCategory\": \"HUBSPOT_DEFINED\", \"associationTypeId\": 279}]");
    bodies.put(
        "{objectType}/batch/read",
        """
        {"inputs": [{"id": "a@b.example"}], "properties": ["email"],
         "propertiesWithHistory": ["firstname"], "idProperty": "email"}""");
    bodies.put("{objectType}/batch/create", "{\"inputs\": [" + RECORD + "]}");
    bodies.put("{objectType}/batch/update", "{\"inputs\": [" + CHANGE + "]}");
    bodies.put(
        "{objectType}/batch/upsert",
        """
        {"inputs": [{"id": "a@b.example", "idProperty": "email",
          "properties": {"firstname": "Ina"}, "objectWriteTraceId": "one"}]}""");
    bodies.put("{objectType}/batch/archive", "{\"inputs\": [{\"id\": \"2\"}]}");
    bodies.put(
        "/contacts/gdpr-delete", "{\"objectId\": \"a@b.example\", \"idProperty\": \"email\"}");
    bodies.put("deals/splits/batch/upsert", SPLITS);
    bodies.put("deals/splits/batch/read", DEAL);
    for (Version version : Version.DATED) {
      bodies.put("POST /deal-splits/" + version.name() + "/batch/upsert", SPLITS);
      bodies.put("POST /deal-splits/" + version.name() + "/batch/read", DEAL);
    }
    bodies.put("/export/async", EXPORT);
    bodies.put("POST /crm/v3/imports", IMPORT);
    Version.DATED.forEach(version -> bodies.put("POST " + version.crm("imports"), IMPORT));
    bodies.put("{objectType}/merge", "{\"primaryObjectId\": \"1\", \"objectIdToMerge\": \"2\"}");
    bodies.put("{objectType}/{objectId}", PROPERTIES);
    bodies.put("/{objectType}", RECORD);
    return bodies;
  }
}
