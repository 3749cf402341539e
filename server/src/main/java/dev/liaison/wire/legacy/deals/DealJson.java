package dev.liaison.wire.legacy.deals;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static dev.liaison.crm.object.ObjectTypes.TICKET;

import dev.liaison.crm.Page;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.RecordView;
import dev.liaison.wire.legacy.CrmProperties;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Deals as v1 shows them (legacy-api.md section 5).
final class DealJson {

  /// The types that a deal lists its links to.
  static final List<ObjectTypeId> LINKED = List.of(CONTACT, COMPANY, DEAL, TICKET);

  private final AssociationKey primaryCompany;

  DealJson(AssociationTypes types) {
    this.primaryCompany = types.primary(DEAL, COMPANY).map(AssociationType::key).orElseThrow();
  }

  /// @param unlinked associations that could not be made with the deal
  void write(JsonGenerator json, RecordView deal, long portal, List<ObjectRef> unlinked) {
    json.writeStartObject();
    json.writeNumberProperty("portalId", portal);
    json.writeNumberProperty("dealId", deal.id());
    json.writeBooleanProperty("isDeleted", false);
    json.writeObjectPropertyStart("associations");
    writeIds(json, "associatedVids", deal, CONTACT);
    writeIds(json, "associatedCompanyIds", deal, COMPANY);
    writeIds(json, "associatedDealIds", deal, DEAL);
    writeIds(json, "associatedTicketIds", deal, TICKET);
    json.writeEndObject();
    CrmProperties.write(json, deal);
    json.writeArrayPropertyStart("imports");
    json.writeEndArray();
    json.writeArrayPropertyStart("stateChanges");
    json.writeEndArray();
    if (!unlinked.isEmpty()) {
      json.writeArrayPropertyStart("associationCreateFailures");
      unlinked.forEach(target -> writeFailure(json, deal.id(), target));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /// The primary company goes first, as in associations v1 (legacy-api.md 4.1).
  private void writeIds(JsonGenerator json, String name, RecordView deal, ObjectTypeId type) {
    Page<Link> links = deal.associations().get(type);
    json.writeArrayPropertyStart(name);
    if (links != null) {
      for (Link link : links.items()) {
        if (link.keys().contains(primaryCompany)) {
          json.writeNumber(link.to().id());
        }
      }
      for (Link link : links.items()) {
        if (!link.keys().contains(primaryCompany)) {
          json.writeNumber(link.to().id());
        }
      }
    }
    json.writeEndArray();
  }

  private static void writeFailure(JsonGenerator json, long dealId, ObjectRef target) {
    json.writeStartObject();
    json.writeObjectPropertyStart("association");
    json.writeNumberProperty("fromObjectId", dealId);
    json.writeNumberProperty("toObjectId", target.id());
    json.writeStringProperty("associationCategory", "HUBSPOT_DEFINED");
    json.writeNumberProperty("associationTypeId", target.type().equals(CONTACT) ? 3 : 5);
    json.writeNullProperty("timestamp");
    json.writeEndObject();
    json.writeStringProperty("failReason", "INVALID_OBJECT_IDS");
    json.writeStringProperty("message", LegacyTypes.invalid(target));
    json.writeEndObject();
  }
}
