package dev.liaison.crm.association;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the association types of a portal's own are kept: a document a pair, with the name of
/// [AssociationPair#document].
public final class StoredPairs implements DefinitionKind<AssociationPair> {

  private static final String KIND = "association-pair";

  /// Type ids of a portal's own are taken from this sequence, two at a time.
  private static final String TYPE_IDS = "association-type";

  /// Defines a pair within a change, under type ids that no other has or had.
  ///
  /// @param label null for the plain pair
  public static AssociationPair define(
      Definitions definitions,
      ObjectTypeId from,
      ObjectTypeId to,
      String name,
      String inverseName,
      @Nullable String label,
      @Nullable String inverseLabel) {
    int typeId = definitions.next(TYPE_IDS);
    var pair =
        new AssociationPair(
            from, to, typeId, definitions.next(TYPE_IDS), name, inverseName, label, inverseLabel);
    definitions.put(new StoredPairs(), pair.document(), pair);
    return pair;
  }

  @Override
  public String documents() {
    return KIND;
  }

  /// Whether the pair that has the type is there at this moment.
  static boolean has(Transaction tx, AssociationKey key) {
    return tx.steadyDocument(KIND, AssociationPair.document(key)).isPresent();
  }

  @Override
  public void write(AssociationPair pair, Document.Writer document) {
    document
        .row("from", pair.from())
        .row("to", pair.to())
        .row("type", pair.typeId(), pair.inverseTypeId())
        .row("name", pair.name(), pair.inverseName())
        .optional("label", Optional.ofNullable(pair.label()))
        .optional("inverse-label", Optional.ofNullable(pair.inverseLabel()));
  }

  @Override
  public AssociationPair read(Document document) {
    var types = document.rows("type").getFirst();
    var names = document.rows("name").getFirst();
    return new AssociationPair(
        ObjectTypeId.parse(document.text("from")).orElseThrow(),
        ObjectTypeId.parse(document.text("to")).orElseThrow(),
        Integer.parseInt(types.getFirst()),
        Integer.parseInt(types.getLast()),
        names.getFirst(),
        names.getLast(),
        document.optional("label").orElse(null),
        document.optional("inverse-label").orElse(null));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, AssociationPair> own) {
    return catalogue.with(catalogue.associationTypes().with(catalogue.types(), own.values()));
  }
}
