package dev.liaison.store.rocks;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The links of one record, from its rows of [Family#ASSOCIATION] in their order: one for each type
/// of link to a target.
final class LinkRows {

  private final int limit;
  private final List<Link> links = new ArrayList<>();
  private @Nullable ObjectRef target;
  private List<AssociationKey> types = List.of();

  /// @param limit how many targets
  LinkRows(int limit) {
    this.limit = limit;
  }

  /// @return false when the row leads to one target too many; it is not taken then
  boolean add(byte[] key) {
    if (target == null || !Keys.leadsTo(key, target)) {
      if (links.size() == limit) {
        return false;
      }
      target = Keys.target(key);
      types = new ArrayList<>(1);
      links.add(new Link(target, types));
    }
    types.add(Keys.associationKey(key));
    return true;
  }

  List<Link> links() {
    return links;
  }
}
