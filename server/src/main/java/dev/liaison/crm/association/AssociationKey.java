package dev.liaison.crm.association;

/// What identifies an association type. Type ids of the categories are numbered apart and collide,
/// so neither half is enough (modern-api.md 3.3, recorded).
public record AssociationKey(Category category, int typeId) implements Comparable<AssociationKey> {

  /// Who defined the type. The order is the stored form: append only.
  public enum Category {
    HUBSPOT_DEFINED,
    USER_DEFINED,
    INTEGRATOR_DEFINED
  }

  public static AssociationKey hubspotDefined(int typeId) {
    return new AssociationKey(Category.HUBSPOT_DEFINED, typeId);
  }

  @Override
  public int compareTo(AssociationKey other) {
    int byCategory = category.compareTo(other.category);
    return byCategory != 0 ? byCategory : Integer.compare(typeId, other.typeId);
  }
}
