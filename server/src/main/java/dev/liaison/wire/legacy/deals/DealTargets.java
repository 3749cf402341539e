package dev.liaison.wire.legacy.deals;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.Locale;
import java.util.Optional;

/// The object type in the paths of deals v1: `CONTACT` or `COMPANY`.
final class DealTargets {

  private DealTargets() {}

  /// @param anyCase whether `contact` does too, as in the paths that read (recorded)
  ///
  /// @throws RefusalException with [Refusal.UnknownConstant] or, for types that deals v1 does not
  ///   serve, [Refusal.Unsupported] (legacy-api.md 4.3 rows 5 to 7)
  static ObjectTypeId read(String word, boolean anyCase) {
    String constant = anyCase ? word.toUpperCase(Locale.ROOT) : word;
    return switch (constant) {
      case "CONTACT" -> ObjectTypes.CONTACT;
      case "COMPANY" -> ObjectTypes.COMPANY;
      default ->
          throw new RefusalException(
              LegacyTypes.known(constant)
                  ? new Refusal.Unsupported(
                      "Unsupported object type '" + word + "'. Use CONTACT or COMPANY.")
                  : new Refusal.UnknownConstant(word, "ObjectType"));
    };
  }

  /// The word for the type in the paths of v3 and v4; empty where the word is not of a type that
  /// deals v1 serves.
  static Optional<String> plural(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "CONTACT" -> Optional.of("contacts");
      case "COMPANY" -> Optional.of("companies");
      default -> Optional.empty();
    };
  }
}
