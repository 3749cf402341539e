package dev.liaison.crm;

import dev.liaison.crm.catalogue.Document;
import java.util.Map;

/// One kind of definitions that a portal can have of its own: how one is kept in a document of the
/// store, and what they add to a catalogue. A new kind is one class, and one line in
/// [Catalogues#KINDS].
///
/// @param <T> a definition
public interface DefinitionKind<T> {

  /// The kind of its documents; stored, so it never changes.
  String documents();

  void write(T definition, Document.Writer document);

  T read(Document document);

  /// The catalogue with the definitions of a portal.
  ///
  /// @param own by the names of their documents, which give their order
  Catalogue extended(Catalogue catalogue, Map<String, T> own);
}
