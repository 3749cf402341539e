package dev.liaison.crm;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why the core refused, in domain words. Each API family says it in its own form, in a `switch`
/// without a `default`.
public sealed interface Problem {

  /// No live record has this id.
  record NotFound(ObjectRef ref) implements Problem {}

  /// No live record has this value of a unique property.
  record NotFoundBy(ObjectTypeId type, String property, String value) implements Problem {}

  /// Targets of an association that are missing or archived, in the order given, each once. Nothing
  /// was written.
  record InvalidTargets(List<ObjectRef> missing) implements Problem {}

  /// Entries of a batch that stands or falls as a whole, each with its place, from 0. Nothing was
  /// written.
  record InvalidEntries(List<Entry> entries) implements Problem {

    /// Why one entry was refused.
    public record Entry(int index, Problem problem) {}
  }

  /// Values that the property definitions do not allow, one entry each.
  record InvalidProperties(ObjectTypeId type, List<PropertyFault> faults) implements Problem {}

  /// A unique value that another record holds, which is shown as it is stored: the legacy dialect
  /// tells who it is (legacy-api.md 2.2).
  record UniqueValueTaken(ObjectTypeId type, String property, String value, CrmRecord holder)
      implements Problem {}

  /// `property` does not identify records of the type: it is unknown or its values are not unique.
  record NotAnIdProperty(ObjectTypeId type, String property) implements Problem {}

  /// No object type has this name.
  record UnknownObjectType(String word) implements Problem {}

  /// The text has the form of an object type id, but no type has it.
  record UnknownObjectTypeId(String id) implements Problem {}

  /// No association type with this key leads from the one object type to the other, or, where `to`
  /// is null, to any.
  record UnknownAssociationType(ObjectTypeId from, @Nullable ObjectTypeId to, AssociationKey key)
      implements Problem {}

  /// No association type with this name leads from the one object type to the other.
  record UnknownAssociationName(ObjectTypeId from, ObjectTypeId to, String name)
      implements Problem {}

  /// There is no association type from the one object type to the other.
  record NotAssociable(ObjectTypeId from, ObjectTypeId to) implements Problem {}

  /// A record has as many links of a type as the portal allows.
  record TooManyLinks(ObjectRef from, ObjectTypeId to, AssociationKey key, int limit)
      implements Problem {}

  /// A record cannot be linked to itself.
  record SelfAssociation(ObjectRef ref) implements Problem {}

  /// A record, live or archived, has this id already.
  record IdTaken(ObjectRef ref) implements Problem {}

  /// The record to keep of a merge is missing or archived.
  record InvalidMergePrimary(ObjectRef ref) implements Problem {}

  /// The record to merge away is missing, archived or the one to keep.
  record InvalidMergeSecondary(ObjectRef ref) implements Problem {}

  /// Nothing that is no record has this id: an owner, an export.
  ///
  /// @param what the kind of thing, for people
  record NoSuchThing(String what, String id) implements Problem {}

  /// Splits of a deal that are not allowed; the reason is a clause.
  record InvalidSplits(long dealId, String reason) implements Problem {}

  /// The type's records cannot be merged.
  record NotMergeable(ObjectTypeId type) implements Problem {}

  /// A search names a property that the type does not have.
  record UnknownSearchProperty(ObjectTypeId type, String property) implements Problem {}

  /// A search asks of a property what it cannot have; the reason is a sentence.
  record InvalidSearch(String property, String reason) implements Problem {}

  /// A search has more words, values or wildcards than can be looked for at once.
  record SearchTooLarge() implements Problem {}

  /// Properties that a new record must have and that were not given.
  record MissingProperties(ObjectTypeId type, List<String> names) implements Problem {}

  /// What portals define.
  enum Definition {
    PROPERTY,
    PROPERTY_GROUP,
    VALIDATION_RULE,
    SCHEMA,
    ASSOCIATION,
    ASSOCIATION_LIMIT,
    PIPELINE,
    STAGE
  }

  /// What is wrong with a definition, or with changing it.
  sealed interface OfDefinition extends Problem {}

  /// No definition has this name.
  record UnknownDefinition(Definition definition, String name) implements OfDefinition {}

  /// A definition has this name already.
  record DefinitionTaken(Definition definition, String name) implements OfDefinition {}

  /// A definition that is not allowed.
  ///
  /// @param message what is wrong, for people
  /// @param code HubSpot's word for it where one is recorded, else `""`
  record InvalidDefinition(Definition definition, String message, String code)
      implements OfDefinition {}

  /// There are as many labels between two object types as there can be.
  record TooManyLabels(ObjectTypeId from, ObjectTypeId to, int limit) implements OfDefinition {}

  /// A property that others depend on cannot go.
  ///
  /// @param users what they are: a schema, or a calculated property as `0-1/name`
  record PropertyInUse(ObjectTypeId type, String name, List<String> users)
      implements OfDefinition {}

  /// A group with properties cannot go.
  record GroupInUse(ObjectTypeId type, String name) implements OfDefinition {}

  /// Stages that hold records cannot go.
  ///
  /// @param stages their ids
  /// @param records ids of live records in them, not all where there are many
  record StageInUse(ObjectTypeId type, String pipeline, List<String> stages, List<Long> records)
      implements OfDefinition {}

  /// A schema with live records cannot go.
  record SchemaInUse(ObjectTypeId type) implements OfDefinition {}

  /// No list has this id, or it was deleted.
  record UnknownList(long id) implements Problem {}

  /// No list of the type has this name.
  record UnknownListName(ObjectTypeId type, String name) implements Problem {}

  /// The members of a dynamic list cannot be changed by hand.
  record ListIsDynamic(long id) implements Problem {}

  /// No folder of lists has this id.
  record UnknownListFolder(long id) implements Problem {}

  /// The list is not going to be converted.
  record NoListConversion(long list) implements Problem {}

  /// What is asked of a list cannot be; the reason is a sentence.
  record InvalidList(String reason) implements Problem {}
}
