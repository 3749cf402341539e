package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.LinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the links of new records.
final class NewLinks {

  private final Catalogue catalogue;
  private final LinkWriter writer;

  NewLinks(Catalogue catalogue, LinkWriter writer) {
    this.catalogue = catalogue;
    this.writer = writer;
  }

  /// A link and the live record it leads to.
  private record Target(NewLink link, ObjectRef to) {}

  /// The links of a new record that can be made.
  ///
  /// @param missing targets of lenient links that lead to no record
  record Found(List<Target> targets, List<ObjectRef> missing) {

    /// What is to be linked.
    List<Associations.Pair> pairs(ObjectRef from) {
      return targets.stream()
          .map(target -> new Associations.Pair(from, target.to(), keys(target.link())))
          .toList();
    }
  }

  /// @throws CrmException with [Problem.UnknownAssociationType], [Problem.NotAssociable]
  void checkTypes(ObjectTypeId from, NewRecord news) {
    for (NewLink link : news.links()) {
      switch (link) {
        case NewLink.Typed typed -> target(from, typed);
        case NewLink.Default(ObjectRef to) -> requireAssociable(from, to.type());
        case NewLink.Lenient(ObjectRef to) -> requireAssociable(from, to.type());
      }
    }
  }

  private void requireAssociable(ObjectTypeId from, ObjectTypeId to) {
    if (catalogue.associationTypes().plain(from, to).isEmpty()) {
      throw new CrmException(new Problem.NotAssociable(from, to));
    }
  }

  /// The records that the links of a new record name; those of types that do not exist name none.
  List<ObjectRef> named(ObjectTypeId from, NewRecord news) {
    var named = new ArrayList<ObjectRef>(news.links().size());
    for (NewLink link : news.links()) {
      switch (link) {
        case NewLink.Typed typed ->
            find(from, typed.keys().getFirst())
                .ifPresent(to -> named.add(new ObjectRef(to, typed.toId())));
        case NewLink.Default(ObjectRef to) -> named.add(to);
        case NewLink.Lenient(ObjectRef to) -> named.add(to);
      }
    }
    return named;
  }

  /// Finds the records that links lead to; one that was merged away stands for its survivor.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming every record that a link which must
  ///   be made does not find
  Found find(Transaction tx, ObjectTypeId from, NewRecord news) {
    var targets = new ArrayList<Target>(news.links().size());
    var invalid = new ArrayList<ObjectRef>(0);
    var missing = new ArrayList<ObjectRef>(0);
    for (NewLink link : news.links()) {
      ObjectRef to =
          switch (link) {
            case NewLink.Typed typed -> target(from, typed);
            case NewLink.Default byDefault -> byDefault.to();
            case NewLink.Lenient lenient -> lenient.to();
          };
      Optional<ObjectRef> live = Associations.resolve(tx, to);
      if (live.isPresent()) {
        targets.add(new Target(link, live.get()));
      } else {
        switch (link) {
          case NewLink.Typed _, NewLink.Default _ -> invalid.add(to);
          case NewLink.Lenient _ -> missing.add(to);
        }
      }
    }
    if (!invalid.isEmpty()) {
      throw new CrmException(new Problem.InvalidTargets(invalid));
    }
    return new Found(targets, missing);
  }

  private static List<AssociationKey> keys(NewLink link) {
    return switch (link) {
      case NewLink.Typed typed -> typed.keys();
      case NewLink.Default _, NewLink.Lenient _ -> List.of();
    };
  }

  void make(Transaction tx, Caller caller, ObjectRef from, Found found, long at) {
    for (Target target : found.targets()) {
      switch (target.link()) {
        case NewLink.Typed typed ->
            writer.add(tx, caller, new Associations.Pair(from, target.to(), typed.keys()), at);
        case NewLink.Default _, NewLink.Lenient _ ->
            writer.link(tx, caller, from, List.of(target.to()), at);
      }
    }
  }

  /// The types of a link say what it leads to, and must agree on it.
  private ObjectRef target(ObjectTypeId from, NewLink.Typed link) {
    ObjectTypeId to = type(from, null, link.keys().getFirst());
    link.keys().forEach(key -> type(from, to, key));
    return new ObjectRef(to, link.toId());
  }

  private ObjectTypeId type(ObjectTypeId from, @Nullable ObjectTypeId to, AssociationKey key) {
    return find(from, key)
        .filter(type -> to == null || type.equals(to))
        .orElseThrow(() -> new CrmException(new Problem.UnknownAssociationType(from, to, key)));
  }

  /// The type of the records that links of a type lead to.
  private Optional<ObjectTypeId> find(ObjectTypeId from, AssociationKey key) {
    return catalogue
        .associationTypes()
        .from(from, key)
        .map(type -> catalogue.types().resolve(type.to()).id());
  }
}
