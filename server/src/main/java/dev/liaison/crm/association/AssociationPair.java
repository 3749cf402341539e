package dev.liaison.crm.association;

import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.ObjectTypeId;
import org.jspecify.annotations.Nullable;

/// A portal's own kind of link between two object types: always a pair of type ids, one a direction
/// (modern-api.md 3.3, recorded). They follow each other, the odd one first, so that the inverse of
/// a type is known even when its definition is gone.
///
/// @param typeId of the direction from `from` to `to`, in the category `USER_DEFINED`
/// @param name the v3 name of that direction
/// @param inverseName the v3 name of the other
/// @param label null for the plain pair of two types that have none of HubSpot's
/// @param inverseLabel of the other direction
public record AssociationPair(
    ObjectTypeId from,
    ObjectTypeId to,
    int typeId,
    int inverseTypeId,
    String name,
    String inverseName,
    @Nullable String label,
    @Nullable String inverseLabel) {

  public AssociationPair {
    if (typeId % 2 != 1 || inverseTypeId != typeId + 1) {
      throw new IllegalArgumentException("not a pair: " + typeId + ", " + inverseTypeId);
    }
  }

  /// The key of the other direction.
  static AssociationKey inverse(AssociationKey key) {
    int typeId = key.typeId();
    return new AssociationKey(key.category(), typeId % 2 == 1 ? typeId + 1 : typeId - 1);
  }

  /// The name of the document that has the definition of a type.
  static String document(AssociationKey key) {
    int typeId = key.typeId();
    return Integer.toString(typeId % 2 == 1 ? typeId : typeId - 1);
  }

  /// The label of the one or the other direction.
  AssociationPair labelled(@Nullable String newLabel, @Nullable String newInverseLabel) {
    return new AssociationPair(
        from, to, typeId, inverseTypeId, name, inverseName, newLabel, newInverseLabel);
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
