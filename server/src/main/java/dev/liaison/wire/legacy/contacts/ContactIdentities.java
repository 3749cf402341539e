package dev.liaison.wire.legacy.contacts;

import dev.liaison.crm.object.ContactEmails;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.Merge;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What a contact is known by: its e-mail addresses, the main one first, and a lead GUID
/// (legacy-api.md section 6). HubSpot's lead GUID names the visitor who became the contact; ours
/// follows from the vid, so that a contact always has the same one.
public final class ContactIdentities {

  private ContactIdentities() {}

  /// One identity.
  ///
  /// @param type `EMAIL` or `LEAD_GUID`
  /// @param at epoch milliseconds since when it is known
  /// @param rank which of the addresses it is
  public record Identity(String type, String value, long at, Rank rank) {}

  /// Whether an address is the one that mail goes to.
  public enum Rank {
    PRIMARY,
    SECONDARY,
    NONE
  }

  /// @param merges what was merged into the contact: it tells since when further addresses are
  ///   known
  public static List<Identity> of(long portal, CrmRecord contact, List<Merge> merges) {
    var identities = new ArrayList<Identity>(3);
    PropertyValue email = contact.properties().get(ContactEmails.MAIN);
    if (email != null && !email.value().isEmpty()) {
      identities.add(new Identity("EMAIL", email.value(), email.stamp().at(), Rank.PRIMARY));
    }
    PropertyValue additional = contact.properties().get(ContactEmails.ADDITIONAL);
    if (additional != null) {
      for (String address : ContactEmails.additional(contact)) {
        long at = since(address, merges, additional.stamp().at());
        identities.add(new Identity("EMAIL", address, at, Rank.SECONDARY));
      }
    }
    identities.add(leadGuid(portal, contact));
    return identities;
  }

  /// The identity of a contact that has no address of its own any more.
  static Identity leadGuid(long portal, CrmRecord contact) {
    return new Identity(
        "LEAD_GUID",
        derived("lead-guid", portal, contact.ref().id()).toString(),
        contact.createdAt(),
        Rank.NONE);
  }

  /// A token that stands for the contact's profile.
  static String profileToken(long portal, long vid) {
    return derived("profile", portal, vid).toString().replace("-", "");
  }

  /// The address clients reach the server at, without a path.
  static String origin(Request request) {
    return "http://" + request.header("Host").orElse("localhost");
  }

  /// When the newest of the identities came to be known.
  static long savedAt(List<Identity> identities) {
    return identities.stream().mapToLong(Identity::at).max().orElse(0);
  }

  private static long since(String address, List<Merge> merges, long fallback) {
    for (Merge merge : merges) {
      PropertyValue email = merge.away().properties().get(ContactEmails.MAIN);
      if (email != null && email.value().equals(address)) {
        return email.stamp().at();
      }
    }
    return fallback;
  }

  private static UUID derived(String what, long portal, long vid) {
    return UUID.nameUUIDFromBytes(
        (what + "/" + portal + "/" + vid).getBytes(StandardCharsets.UTF_8));
  }
}
