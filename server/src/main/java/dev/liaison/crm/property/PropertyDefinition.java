package dev.liaison.crm.property;

import java.util.List;
import java.util.Map;
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
/// @param hints what clients are told and the core gives no meaning, by HubSpot's names
///   (`formField`, `numberDisplayHint` ...)
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
    @Nullable String referencedObjectType,
    Map<String, String> hints,
    Origin origin,
    List<ValidationRule> validations) {

  /// One allowed value.
  public record Option(
      String label, String value, int displayOrder, boolean hidden, String description) {}

  /// Who defined a property, and when; times are epoch milliseconds, 0 where there is none.
  ///
  /// @param archivedAt 0 while it is in use
  public record Origin(
      boolean hubspotDefined,
      long createdAt,
      long updatedAt,
      long archivedAt,
      @Nullable Long createdBy,
      @Nullable Long updatedBy) {

    static final Origin HUBSPOT = new Origin(true, 0, 0, 0, null, null);

    Origin changed(long at, @Nullable Long user) {
      return new Origin(hubspotDefined, createdAt, at, 0, createdBy, user);
    }

    Origin archived(long at, @Nullable Long user) {
      return new Origin(hubspotDefined, createdAt, at, at, createdBy, user);
    }
  }

  public boolean enumeration() {
    return type.equals("enumeration") || type.equals("bool");
  }

  /// What clients are told under this name, or the other text where there is nothing.
  public String hint(String hintName, String other) {
    return hints.getOrDefault(hintName, other);
  }

  /// `non_sensitive`, `sensitive` or `highly_sensitive`.
  public String sensitivity() {
    return hint("dataSensitivity", "non_sensitive");
  }

  public boolean archived() {
    return origin.archivedAt() != 0;
  }

  /// Whether the portal may archive it: only what it defined itself.
  public boolean archivable() {
    return !origin.hubspotDefined();
  }

  /// Whether the portal may not change the definition. Of HubSpot's properties it may change those
  /// whose options it may.
  public boolean readOnlyDefinition() {
    return origin.hubspotDefined() && readOnlyOptions();
  }

  /// Whether the portal may not change the options: those of HubSpot's properties that the server
  /// does not depend on are free.
  public boolean readOnlyOptions() {
    return origin.hubspotDefined()
        && (!type.equals("enumeration")
            || readOnly
            || referencedObjectType != null
            || options.isEmpty()
            || PropertyDefinitions.ofPipelines(name));
  }

  PropertyDefinition with(List<Option> newOptions) {
    var draft = new PropertyDraft(this);
    draft.options = newOptions;
    return draft.finished();
  }

  PropertyDefinition validatedBy(List<ValidationRule> rules) {
    var draft = new PropertyDraft(this);
    draft.validations = rules;
    return draft.finished();
  }

  /// As it stands in the list of a type.
  PropertyDefinition placed(String mainGroup, int order) {
    var draft = new PropertyDraft(this);
    draft.groupName = groupName.isEmpty() ? mainGroup : groupName;
    draft.displayOrder = order;
    return draft.finished();
  }

  /// With what a portal may change of a property of HubSpot's.
  PropertyDefinition changedTo(PropertyDefinition own) {
    var draft = new PropertyDraft(own);
    draft.name = name;
    draft.type = type;
    draft.readOnly = readOnly;
    draft.calculated = calculated;
    draft.unique = unique;
    draft.shownByDefault = shownByDefault;
    draft.referencedObjectType = referencedObjectType;
    draft.validations = validations;
    return draft.finished();
  }
}
