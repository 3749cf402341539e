package dev.liaison.crm.association;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.catalogue.Document;
import java.util.HashMap;
import java.util.Map;

/// How the limits that a portal sets on links are kept: a document an association type, with the
/// name of [#document].
public final class StoredLimits implements DefinitionKind<StoredLimits.Limit> {

  /// With how many records one may be linked to by a type at most.
  public record Limit(AssociationKey key, int most) {}

  static String document(AssociationKey key) {
    return key.category() + "/" + key.typeId();
  }

  @Override
  public String documents() {
    return "association-limit";
  }

  @Override
  public void write(Limit limit, Document.Writer document) {
    document
        .row("category", limit.key().category())
        .row("type", limit.key().typeId())
        .row("most", limit.most());
  }

  @Override
  public Limit read(Document document) {
    return new Limit(
        new AssociationKey(
            Category.valueOf(document.text("category")), (int) document.number("type")),
        (int) document.number("most"));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, Limit> own) {
    var limits = new HashMap<AssociationKey, Integer>();
    own.values().forEach(limit -> limits.put(limit.key(), limit.most()));
    return catalogue.with(catalogue.associationTypes().limited(limits));
  }
}
