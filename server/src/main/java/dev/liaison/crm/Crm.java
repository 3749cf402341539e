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
    Catalogue catalogue,
    Records records,
    RecordChanges changes,
    Associations associations,
    InstantSource clock) {

  /// The services over one store.
  public static Crm over(Store store, Catalogue catalogue, InstantSource clock) {
    var associations = new Associations(store, catalogue, clock);
    var records = new Records(store, catalogue, clock);
    var changes = new RecordChanges(store, catalogue, new Ids(store), clock, records, associations);
    return new Crm(catalogue, records, changes, associations, clock);
  }
}
