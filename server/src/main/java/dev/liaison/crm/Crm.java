package dev.liaison.crm;

import dev.liaison.crm.association.Associations;
import dev.liaison.crm.object.Ids;
import dev.liaison.crm.object.RecordChanges;
import dev.liaison.crm.object.Records;
import java.time.InstantSource;

/// The core's services, as the dialects use them.
///
/// @param clock what times of answers are taken from; the services use the same
public record Crm(
    Catalogues catalogues,
    Records records,
    RecordChanges changes,
    Associations associations,
    ChangeLog changeLog,
    InstantSource clock) {

  /// The services over one store.
  ///
  /// @param hubspotDefined what every portal has
  public static Crm over(Store store, Catalogue hubspotDefined, InstantSource clock) {
    var catalogues = new Catalogues(store, hubspotDefined);
    var associations = new Associations(store, catalogues, clock);
    var records = new Records(store, catalogues, clock);
    var changes = new RecordChanges(store, catalogues, new Ids(store), clock);
    var changeLog = new ChangeLog(store, catalogues);
    return new Crm(catalogues, records, changes, associations, changeLog, clock);
  }

  /// What the caller's data may look like just now.
  public Catalogue catalogue(Caller caller) {
    return catalogues.of(caller.portal());
  }
}
