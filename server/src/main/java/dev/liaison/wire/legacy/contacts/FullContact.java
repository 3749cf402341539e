package dev.liaison.wire.legacy.contacts;

import dev.liaison.crm.list.Memberships.Joined;
import dev.liaison.crm.object.ContactEmails;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.Merge;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.contacts.ContactIdentities.Identity;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The full contact object of legacy-api.md section 6, the answer of `/profile` reads and of a
/// creation.
///
/// @param vid the id asked for: that of the contact or of one that was merged into it
/// @param merges what was merged into the contact, in the order of the merges
/// @param lists those that the contact is in, as far as they are shown
/// @param origin the address clients reach the server at, without a path
record FullContact(
    long portal,
    long vid,
    RecordView view,
    List<Merge> merges,
    List<Joined> lists,
    PropertyMode mode,
    String origin,
    boolean created) {

  private boolean deleted() {
    return view.record().archivedAt() != 0;
  }

  byte[] json() {
    return Json.write(this::write);
  }

  void write(JsonGenerator json) {
    json.writeStartObject();
    writeAll(json, true);
    json.writeEndObject();
  }

  /// As it stands among others: with the time since when it is on a list, and without its lists.
  ///
  /// @param addedAt empty for what is no list
  void writeItem(JsonGenerator json, OptionalLong addedAt) {
    json.writeStartObject();
    if (addedAt.isPresent()) {
      json.writeNumberProperty("addedAt", addedAt.getAsLong());
    }
    writeAll(json, false);
    json.writeEndObject();
  }

  private void writeAll(JsonGenerator json, boolean withLists) {
    long canonical = view.id();
    json.writeNumberProperty("vid", vid);
    json.writeNumberProperty("canonical-vid", canonical);
    writeMergedVids(json);
    json.writeNumberProperty("portal-id", portal);
    json.writeBooleanProperty("is-contact", true);
    json.writeStringProperty("profile-token", ContactIdentities.profileToken(portal, canonical));
    json.writeStringProperty(
        "profile-url", origin + "/contacts/" + portal + "/contact/" + canonical);
    ContactProperties.write(json, view, mode, merges);
    // There are no forms.
    json.writeArrayPropertyStart("form-submissions");
    json.writeEndArray();
    if (withLists) {
      writeLists(json);
    }
    writeProfiles(json);
    writeAudits(json);
  }

  private void writeLists(JsonGenerator json) {
    json.writeArrayPropertyStart("list-memberships");
    for (Joined joined : lists) {
      json.writeStartObject();
      json.writeNumberProperty("static-list-id", joined.list().id());
      json.writeNumberProperty("internal-list-id", joined.list().id());
      json.writeNumberProperty("timestamp", joined.at());
      json.writeNumberProperty("vid", view.id());
      json.writeBooleanProperty("is-member", true);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Recorded: the vids merged away, and behind them the survivor's own.
  private void writeMergedVids(JsonGenerator json) {
    json.writeArrayPropertyStart("merged-vids");
    for (Merge merge : merges) {
      json.writeNumber(merge.away().ref().id());
    }
    if (!merges.isEmpty()) {
      json.writeNumber(view.id());
    }
    json.writeEndArray();
  }

  /// The survivor's profile with every address, and one for each contact merged away, whose
  /// addresses moved.
  private void writeProfiles(JsonGenerator json) {
    json.writeArrayPropertyStart("identity-profiles");
    writeProfile(json, view.id(), ContactIdentities.of(portal, view.record(), merges));
    for (Merge merge : merges) {
      CrmRecord away = merge.away();
      writeProfile(json, away.ref().id(), List.of(ContactIdentities.leadGuid(portal, away)));
    }
    json.writeEndArray();
  }

  private void writeProfile(JsonGenerator json, long profileVid, List<Identity> identities) {
    json.writeStartObject();
    json.writeNumberProperty("vid", profileVid);
    if (created || deleted()) {
      json.writeBooleanProperty("is-deleted", deleted());
    }
    if (created) {
      json.writeBooleanProperty("is-contact", true);
      json.writeNumberProperty("pointer-vid", 0);
      json.writeNumberProperty("previous-vid", 0);
      json.writeArrayPropertyStart("linked-vids");
      json.writeEndArray();
    }
    json.writeNumberProperty("saved-at-timestamp", ContactIdentities.savedAt(identities));
    json.writeNumberProperty("deleted-changed-timestamp", view.record().archivedAt());
    json.writeArrayPropertyStart("identities");
    identities.forEach(identity -> writeIdentity(json, identity));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeIdentity(JsonGenerator json, Identity identity) {
    json.writeStartObject();
    json.writeStringProperty("type", identity.type());
    json.writeStringProperty("value", identity.value());
    json.writeNumberProperty("timestamp", identity.at());
    switch (identity.rank()) {
      case PRIMARY -> json.writeBooleanProperty("is-primary", true);
      case SECONDARY -> json.writeBooleanProperty("is-secondary", true);
      case NONE -> {}
    }
    if (created) {
      json.writeStringProperty("source", "UNSPECIFIED");
    }
    json.writeEndObject();
  }

  private void writeAudits(JsonGenerator json) {
    json.writeArrayPropertyStart("merge-audits");
    for (Merge merge : merges) {
      CrmRecord away = merge.away();
      json.writeStartObject();
      json.writeNumberProperty("canonical-vid", away.mergedInto());
      json.writeNumberProperty("vid-to-merge", away.ref().id());
      json.writeNumberProperty("timestamp", away.archivedAt());
      // HubSpot names the credentials of the merge here; ours are not kept with it.
      json.writeStringProperty("entity-id", "hub-id:" + portal);
      json.writeNumberProperty("num-properties-moved", merge.moved().size());
      writeEmail(json, "merged_from_email", away.properties().get(ContactEmails.MAIN));
      writeEmail(json, "merged_to_email", merge.email());
      writeName(json, "first-name", away.properties().get("firstname"));
      writeName(json, "last-name", away.properties().get("lastname"));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeEmail(JsonGenerator json, String field, @Nullable PropertyValue email) {
    if (email != null && !email.value().isEmpty()) {
      json.writeObjectPropertyStart(field);
      json.writeStringProperty("value", email.value());
      ContactProperties.writeOrigin(json, email.stamp());
      json.writeBooleanProperty("selected", false);
      json.writeEndObject();
    }
  }

  private static void writeName(JsonGenerator json, String field, @Nullable PropertyValue name) {
    if (name != null && !name.value().isEmpty()) {
      json.writeStringProperty(field, name.value());
    }
  }
}
