package dev.liaison.crm;

import dev.liaison.crm.catalogue.Document;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The definitions of a portal within the transaction that changes them: as they are stored now,
/// and not as some cache has them. Sees its own changes.
public final class Definitions {

  private static final String COUNTER = "definition-counter";

  private final Transaction tx;
  private final Catalogue hubspotDefined;
  private @Nullable Catalogue catalogue;

  Definitions(Transaction tx, Catalogue hubspotDefined) {
    this.tx = tx;
    this.hubspotDefined = hubspotDefined;
  }

  /// HubSpot's definitions and the portal's, in a snapshot.
  static Catalogue catalogue(Snapshot snapshot, Catalogue hubspotDefined) {
    Catalogue extended = hubspotDefined;
    for (DefinitionKind<?> kind : Catalogues.KINDS) {
      extended = extended(snapshot, extended, kind);
    }
    return extended;
  }

  private static <T> Catalogue extended(
      Snapshot snapshot, Catalogue catalogue, DefinitionKind<T> kind) {
    Map<String, T> own = all(snapshot, kind);
    return own.isEmpty() ? catalogue : kind.extended(catalogue, own);
  }

  private static <T> Map<String, T> all(Snapshot snapshot, DefinitionKind<T> kind) {
    var all = new TreeMap<String, T>();
    snapshot
        .documents(kind.documents())
        .forEach((name, content) -> all.put(name, kind.read(Document.of(content))));
    return all;
  }

  public Transaction tx() {
    return tx;
  }

  /// The catalogue that follows from what is stored.
  public Catalogue catalogue() {
    Catalogue known = catalogue;
    if (known == null) {
      known = catalogue(tx, hubspotDefined);
      catalogue = known;
    }
    return known;
  }

  public <T> Optional<T> find(DefinitionKind<T> kind, String name) {
    return tx.document(kind.documents(), name).map(content -> kind.read(Document.of(content)));
  }

  /// The portal's own definitions of a kind by the names of their documents.
  public <T> Map<String, T> all(DefinitionKind<T> kind) {
    return all(tx, kind);
  }

  /// Stores a definition in place of the one with its name.
  public <T> void put(DefinitionKind<T> kind, String name, T definition) {
    var document = new Document.Writer();
    kind.write(definition, document);
    tx.putDocument(kind.documents(), name, document.bytes());
    catalogue = null;
  }

  public void remove(DefinitionKind<?> kind, String name) {
    tx.removeDocument(kind.documents(), name);
    catalogue = null;
  }

  /// The next number of a sequence of the portal, from 1; none comes twice, so that nothing stored
  /// under the number of a definition that is gone comes back with another.
  public int next(String sequence) {
    int next =
        1
            + tx.document(COUNTER, sequence)
                .map(content -> Integer.parseInt(new String(content, StandardCharsets.UTF_8)))
                .orElse(0);
    tx.putDocument(COUNTER, sequence, Integer.toString(next).getBytes(StandardCharsets.UTF_8));
    return next;
  }
}
