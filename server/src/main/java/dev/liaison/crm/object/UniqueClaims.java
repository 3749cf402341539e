package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import dev.liaison.crm.property.PropertyValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What only one live record of a type may have: the values of its unique properties and every
/// address of a contact. The claims of a record follow from its values, so nothing else has to
/// remember them.
final class UniqueClaims {

  private final Catalogue catalogue;

  UniqueClaims(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// @param form the value as it is compared
  private record Claim(String property, String form) {}

  /// Claims what a record has after a change and gives up what it had before.
  ///
  /// @throws CrmException with [Problem.UniqueValueTaken]; nothing is written then
  void change(
      Transaction tx,
      ObjectRef ref,
      Map<String, PropertyValue> before,
      Map<String, PropertyValue> after) {
    Set<Claim> former = claims(ref.type(), before);
    Set<Claim> wanted = claims(ref.type(), after);
    if (former.equals(wanted)) {
      return;
    }
    wanted.stream().filter(claim -> !former.contains(claim)).forEach(it -> require(tx, ref, it));
    former.stream().filter(claim -> !wanted.contains(claim)).forEach(it -> release(tx, ref, it));
    wanted.stream().filter(claim -> !former.contains(claim)).forEach(it -> take(tx, ref, it));
  }

  /// Gives up everything that a record has.
  void release(Transaction tx, CrmRecord record) {
    change(tx, record.ref(), record.properties(), Map.of());
  }

  private Set<Claim> claims(ObjectTypeId type, Map<String, PropertyValue> values) {
    List<PropertyDefinition> unique = catalogue.properties().unique(type);
    if (unique.isEmpty() || values.isEmpty()) {
      return Set.of();
    }
    var claims = new LinkedHashSet<Claim>();
    for (PropertyDefinition definition : unique) {
      PropertyValue value = values.get(definition.name());
      if (type.equals(CONTACT) && definition.name().equals(ContactEmails.MAIN)) {
        for (String address : ContactEmails.all(values)) {
          claims.add(new Claim(definition.name(), PropertyRules.uniqueForm(definition, address)));
        }
      } else if (value != null && !value.value().isEmpty()) {
        claims.add(
            new Claim(definition.name(), PropertyRules.uniqueForm(definition, value.value())));
      }
    }
    return claims;
  }

  private static void require(Transaction tx, ObjectRef ref, Claim claim) {
    holder(tx, ref, claim)
        .flatMap(tx::get)
        .ifPresent(
            holder -> {
              throw new CrmException(
                  new Problem.UniqueValueTaken(ref.type(), claim.property(), claim.form(), holder));
            });
  }

  /// A holder that is still there is not live, [#require] has seen to it: its claim is void.
  private static void take(Transaction tx, ObjectRef ref, Claim claim) {
    holder(tx, ref, claim).ifPresent(holder -> release(tx, holder, claim));
    tx.claimUnique(ref.type(), claim.property(), claim.form(), ref.id());
  }

  private static void release(Transaction tx, ObjectRef ref, Claim claim) {
    tx.releaseUnique(ref.type(), claim.property(), claim.form(), ref.id());
  }

  /// The other record that has the claim.
  private static Optional<ObjectRef> holder(Transaction tx, ObjectRef ref, Claim claim) {
    OptionalLong id = tx.findUnique(ref.type(), claim.property(), claim.form());
    return id.isEmpty() || id.getAsLong() == ref.id()
        ? Optional.empty()
        : Optional.of(new ObjectRef(ref.type(), id.getAsLong()));
  }
}
