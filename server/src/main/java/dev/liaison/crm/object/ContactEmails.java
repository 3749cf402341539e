package dev.liaison.crm.object;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.property.PropertyValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/// The e-mail addresses of contacts: the main one and the additional ones. Each address belongs to
/// one live contact only and finds it, whichever of the two it is (legacy-api.md section 6); an
/// address is never both.
public final class ContactEmails {

  /// The property with the main address.
  public static final String MAIN = "email";

  /// The property with the additional addresses, which `;` divides.
  public static final String ADDITIONAL = "hs_additional_emails";

  private ContactEmails() {}

  /// The additional addresses of a contact in their order.
  public static SequencedSet<String> additional(CrmRecord contact) {
    return PropertyValue.words(contact.value(ADDITIONAL).orElse(""));
  }

  /// The additional addresses of a contact with one more, as the property has them; the main one is
  /// none of them.
  public static String with(CrmRecord contact, String address) {
    SequencedSet<String> addresses = additional(contact);
    addresses.add(address);
    return String.join(";", addresses);
  }

  /// The additional addresses of a contact without one of them, as the property has them.
  ///
  /// @throws CrmException with [Problem.NotFoundBy] when it is none of them
  public static String without(CrmRecord contact, String address) {
    SequencedSet<String> addresses = additional(contact);
    if (!addresses.remove(address.strip().toLowerCase(Locale.ROOT))) {
      throw new CrmException(new Problem.NotFoundBy(contact.ref().type(), ADDITIONAL, address));
    }
    return String.join(";", addresses);
  }

  /// Every address among the values of a contact, the main one first.
  static SequencedSet<String> all(Map<String, PropertyValue> values) {
    SequencedSet<String> all = PropertyValue.words(value(values, MAIN));
    all.addAll(PropertyValue.words(value(values, ADDITIONAL)));
    return all;
  }

  /// Takes the main address from the additional ones in values that are about to be written.
  static void settle(Map<String, String> values, Map<String, PropertyValue> before) {
    String main = values.getOrDefault(MAIN, value(before, MAIN));
    SequencedSet<String> additional =
        PropertyValue.words(values.getOrDefault(ADDITIONAL, value(before, ADDITIONAL)));
    if (additional.remove(main)) {
      values.put(ADDITIONAL, String.join(";", additional));
    }
  }

  /// The additional addresses of a contact that another was merged into: those of both, and the
  /// main one that was not kept.
  ///
  /// @param main the main address of the merged contact, `""` when it has none
  static SequencedSet<String> merged(CrmRecord primary, CrmRecord secondary, String main) {
    var merged = new LinkedHashSet<String>();
    for (CrmRecord contact : List.of(primary, secondary)) {
      merged.addAll(additional(contact));
    }
    secondary.value(MAIN).ifPresent(merged::add);
    merged.remove(main);
    return merged;
  }

  private static String value(Map<String, PropertyValue> values, String name) {
    PropertyValue value = values.get(name);
    return value == null ? "" : value.value();
  }
}
