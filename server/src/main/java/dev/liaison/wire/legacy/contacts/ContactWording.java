package dev.liaison.wire.legacy.contacts;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.wire.legacy.LegacyError;
import dev.liaison.wire.legacy.Wording;
import dev.liaison.wire.legacy.contacts.ContactIdentities.Identity;
import dev.liaison.wire.legacy.contacts.ContactIdentities.Rank;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// How contacts v1 says that a contact is not there or that its address is taken (legacy-api.md
/// 2.2, recorded).
class ContactWording implements Wording {

  @Override
  public LegacyError uniqueValueTaken(Problem.UniqueValueTaken problem, Caller caller) {
    return LegacyError.of(409, "Contact already exists")
        .with("error", "CONTACT_EXISTS")
        .with(json -> writeProfile(json, caller.portal(), problem.holder()));
  }

  /// The words of a read by vid, which are its own.
  static final class OfReadByVid extends ContactWording {
    @Override
    public LegacyError notFound(Problem.NotFound problem, Caller caller) {
      return LegacyError.of(404, "contact does not exist");
    }
  }

  private static void writeProfile(JsonGenerator json, long portal, CrmRecord holder) {
    List<Identity> identities = ContactIdentities.of(portal, holder, List.of());
    json.writeObjectPropertyStart("identityProfile");
    json.writeNumberProperty("vid", holder.ref().id());
    json.writeArrayPropertyStart("identity");
    for (Identity identity : identities) {
      json.writeStartObject();
      json.writeStringProperty("value", identity.value());
      json.writeStringProperty("type", identity.type());
      json.writeNumberProperty("timestamp", identity.at());
      if (identity.rank() == Rank.PRIMARY) {
        json.writeBooleanProperty("isPrimary", true);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("linkedVid");
    json.writeEndArray();
    json.writeBooleanProperty("isContact", true);
    json.writeNumberProperty("savedAtTimestamp", ContactIdentities.savedAt(identities));
    json.writeEndObject();
  }
}
