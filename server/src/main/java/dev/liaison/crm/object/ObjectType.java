package dev.liaison.crm.object;

/// An object type of the catalogue.
///
/// @param name singular, `contact`: HubSpot's word in messages and v3 association names
/// @param plural `contacts`: HubSpot's word in paths; a portal's own type has its fully qualified
///   name, `p123_car`, for both
/// @param label for people, `Contact`
/// @param pluralLabel for several, `Contacts`
/// @param readScope the scope that lets an app read records, `crm.objects.contacts.read`
/// @param writeScope the scope that lets an app write them
/// @param mergeable whether two records can be merged
/// @param evidence where the row comes from
public record ObjectType(
    ObjectTypeId id,
    String name,
    String plural,
    String label,
    String pluralLabel,
    String readScope,
    String writeScope,
    boolean mergeable,
    String evidence) {

  /// Whether the portal defined it.
  public boolean custom() {
    return id.metaType() == ObjectTypeId.CUSTOM;
  }
}
