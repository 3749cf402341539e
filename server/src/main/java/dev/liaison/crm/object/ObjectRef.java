package dev.liaison.crm.object;

import java.util.Comparator;

/// Names one record: its object type and its id. Ids of records are whole numbers from 1 to below
/// 2^53; a reference may name a record that does not exist.
public record ObjectRef(ObjectTypeId type, long id) implements Comparable<ObjectRef> {

  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::type).thenComparingLong(ObjectRef::id);

  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
