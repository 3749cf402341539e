package dev.liaison.crm.association;

import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.ObjectTypeId;
import org.jspecify.annotations.Nullable;

/// A portal's own kind of link between two object types: always a pair of type ids, one a direction
/// (modern-api.md 3.3, recorded).
///
/// @param typeId of the direction from `from` to `to`, in the category `USER_DEFINED`
/// @param name the v3 name of that direction
/// @param inverseName the v3 name of the other
/// @param label null for the plain pair of two types that have none of HubSpot's
/// @param inverseLabel of the other direction
/// @param ended whether nothing finds it any more, while its links are on their way out
public record AssociationPair(
    ObjectTypeId from,
    ObjectTypeId to,
    int typeId,
    int inverseTypeId,
    String name,
    String inverseName,
    @Nullable String label,
    @Nullable String inverseLabel,
    boolean ended) {

  /// A pair in use.
  public AssociationPair(
      ObjectTypeId from,
      ObjectTypeId to,
      int typeId,
      int inverseTypeId,
      String name,
      String inverseName,
      @Nullable String label,
      @Nullable String inverseLabel) {
    this(from, to, typeId, inverseTypeId, name, inverseName, label, inverseLabel, false);
  }

  AssociationPair asEnded() {
    return new AssociationPair(
        from, to, typeId, inverseTypeId, name, inverseName, label, inverseLabel, true);
  }

  public AssociationKey key() {
    return new AssociationKey(Category.USER_DEFINED, typeId);
  }

  public AssociationKey inverseKey() {
    return new AssociationKey(Category.USER_DEFINED, inverseTypeId);
  }

  /// Whether the pair lies between these two, in either direction.
  public boolean between(ObjectTypeId one, ObjectTypeId other) {
    return from.equals(one) && to.equals(other) || from.equals(other) && to.equals(one);
  }

  /// The name of its document.
  public String document() {
    return Integer.toString(typeId);
  }
}
