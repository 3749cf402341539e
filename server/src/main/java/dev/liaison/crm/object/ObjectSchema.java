package dev.liaison.crm.object;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a portal says of an object type of its own (modern-api.md 3.6).
///
/// @param name unique in the portal whatever the case, and never changes
/// @param fullyQualifiedName `p123_car`: the type's name in paths
/// @param description `""` for none
/// @param primary the property that a record is shown by
/// @param secondary at most two more of them
/// @param required properties that a new record must have
/// @param searchable properties that a search of texts looks at
/// @param createdAt epoch milliseconds
/// @param archivedAt 0 while the type is in use
public record ObjectSchema(
    ObjectTypeId type,
    String name,
    String fullyQualifiedName,
    Labels labels,
    String description,
    String primary,
    List<String> secondary,
    List<String> required,
    List<String> searchable,
    boolean restorable,
    long createdAt,
    long updatedAt,
    long archivedAt,
    @Nullable Long createdBy,
    @Nullable Long updatedBy) {

  private static final String READ = "crm.objects.custom.read";
  private static final String WRITE = "crm.objects.custom.write";

  /// What people call one record and several.
  public record Labels(String singular, String plural) {}

  public boolean archived() {
    return archivedAt != 0;
  }

  /// The group that the properties of the type are in.
  public String mainGroup() {
    return name.toLowerCase(Locale.ROOT) + "_information";
  }

  /// What HubSpot says of a type of its own.
  ///
  /// @param primary the property that a record is shown by
  public static ObjectSchema ofHubspot(ObjectType type, String primary) {
    String name = type.name().toUpperCase(Locale.ROOT);
    return new ObjectSchema(
        type.id(),
        name,
        name,
        new Labels(type.label(), type.pluralLabel()),
        "",
        primary,
        List.of(),
        List.of(),
        List.of(primary),
        true,
        0,
        0,
        0,
        null,
        null);
  }

  ObjectType objectType() {
    return new ObjectType(
        type,
        fullyQualifiedName,
        fullyQualifiedName,
        labels.singular(),
        labels.plural(),
        READ,
        WRITE,
        false,
        "portal");
  }

  /// Whether the schema names a property.
  public boolean uses(String property) {
    return primary.equals(property)
        || secondary.contains(property)
        || required.contains(property)
        || searchable.contains(property);
  }

  ObjectSchema archived(long at, @Nullable Long user) {
    return new ObjectSchema(
        type,
        name,
        fullyQualifiedName,
        labels,
        description,
        primary,
        secondary,
        required,
        searchable,
        restorable,
        createdAt,
        at,
        at,
        createdBy,
        user);
  }
}
