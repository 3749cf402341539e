package dev.liaison.crm.association;

import dev.liaison.crm.object.ObjectRef;

/// One typed link from one record to another. It always exists together with its inverse, which has
/// the records swapped and the inverse key.
public record Association(
    ObjectRef from, ObjectRef to, AssociationKey key, AssociationKey inverseKey) {

  public Association inverse() {
    return new Association(to, from, inverseKey, key);
  }
}
