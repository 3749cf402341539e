package dev.liaison.crm.property;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a property of an object type is and allows.
///
/// @param name lower case
/// @param type HubSpot's `bool`, `date`, `datetime`, `enumeration`, `number`, `phone_number` or
///   `string`
/// @param fieldType HubSpot's form field word, `text`, `select` ...
/// @param options allowed values of an enumeration, in display order; empty where any value goes
/// @param readOnly whether only the server sets it
/// @param calculated whether the core derives it at the time of a read
/// @param unique whether no two live records of the type share a value
/// @param shownByDefault whether a read that names no properties returns it
/// @param referencedObjectType `OWNER` for owner ids, else null
public record PropertyDefinition(
    String name,
    String label,
    String description,
    String groupName,
    String type,
    String fieldType,
    List<Option> options,
    int displayOrder,
    boolean readOnly,
    boolean calculated,
    boolean unique,
    boolean hidden,
    boolean shownByDefault,
    @Nullable String referencedObjectType) {

  /// One allowed value.
  public record Option(String label, String value, int displayOrder, boolean hidden) {}

  public boolean enumeration() {
    return type.equals("enumeration") || type.equals("bool");
  }
}
