package dev.liaison.crm.association;

import org.jspecify.annotations.Nullable;

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

  // Written out: keys of maps from the first moment on, and what the compiler generates for a
  // record
  // is linked at run time, which a start pays for.
  @Override
  public int hashCode() {
    return 31 * category.hashCode() + typeId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AssociationKey that
        && that.category == category
        && that.typeId == typeId;
  }
}
