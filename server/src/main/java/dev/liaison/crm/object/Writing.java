package dev.liaison.crm.object;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.LinkWriter;
import dev.liaison.crm.property.PropertyRules;
import java.time.InstantSource;

/// What writes records by the rules of one catalogue. Made for a call: a portal's catalogue
/// changes.
record Writing(
    PropertyRules rules,
    RecordFinder finder,
    Viewer viewer,
    RecordWriter writer,
    Merging merging,
    NewLinks newLinks,
    LinkWriter links) {

  static Writing by(Catalogue catalogue, InstantSource clock) {
    var links = new LinkWriter(catalogue.associationTypes());
    var claims = new UniqueClaims(catalogue);
    var writer = new RecordWriter(catalogue, claims, links);
    return new Writing(
        new PropertyRules(catalogue.properties(), clock),
        new RecordFinder(catalogue),
        new Viewer(catalogue),
        writer,
        new Merging(catalogue, claims, writer, links),
        new NewLinks(catalogue, links),
        links);
  }
}
