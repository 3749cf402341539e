package dev.liaison.crm.object;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.association.Link;
import java.util.List;

/// Where the links of a record come from that values are calculated of.
interface LinkSource {

  List<Link> to(ObjectTypeId type);

  long count(ObjectTypeId type);

  /// Looks up what is asked for.
  static LinkSource of(Snapshot snapshot, ObjectRef ref) {
    return new LinkSource() {
      @Override
      public List<Link> to(ObjectTypeId type) {
        return snapshot.associations(ref, type, 0, Integer.MAX_VALUE);
      }

      @Override
      public long count(ObjectTypeId type) {
        return snapshot.countAssociations(ref, type);
      }
    };
  }

  /// Has them all already.
  static LinkSource of(List<Link> all) {
    return new LinkSource() {
      @Override
      public List<Link> to(ObjectTypeId type) {
        return all.isEmpty()
            ? all
            : all.stream().filter(link -> link.to().type().equals(type)).toList();
      }

      @Override
      public long count(ObjectTypeId type) {
        long count = 0;
        for (Link link : all) {
          if (link.to().type().equals(type)) {
            count++;
          }
        }
        return count;
      }
    };
  }
}
