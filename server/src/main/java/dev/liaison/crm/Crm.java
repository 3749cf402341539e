package dev.liaison.crm;

import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.LabelChanges;
import dev.liaison.crm.association.LimitChanges;
import dev.liaison.crm.association.PairChanges;
import dev.liaison.crm.list.ListFolders;
import dev.liaison.crm.list.ListHistory;
import dev.liaison.crm.list.Lists;
import dev.liaison.crm.list.Memberships;
import dev.liaison.crm.object.Ids;
import dev.liaison.crm.object.RecordChanges;
import dev.liaison.crm.object.Records;
import dev.liaison.crm.object.SchemaChanges;
import dev.liaison.crm.owner.Owners;
import dev.liaison.crm.pipeline.PipelineChanges;
import dev.liaison.crm.property.GroupChanges;
import dev.liaison.crm.property.PropertyChanges;
import dev.liaison.crm.property.RuleChanges;
import dev.liaison.crm.search.IndexFeed;
import dev.liaison.crm.search.SearchIndex;
import dev.liaison.crm.search.Searches;
import dev.liaison.crm.split.DealSplits;
import dev.liaison.crm.usage.LinkUsage;
import dev.liaison.crm.usage.Usage;
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
    Searches searches,
    Owners owners,
    DealSplits splits,
    PropertyChanges properties,
    GroupChanges groups,
    RuleChanges rules,
    PipelineChanges pipelines,
    LabelChanges labels,
    LimitChanges linkLimits,
    Usage usage,
    LinkUsage linkUsage,
    SchemaChanges schemas,
    PairChanges pairs,
    Lists lists,
    Memberships memberships,
    ListFolders listFolders,
    ListHistory listHistory,
    InstantSource clock)
    implements AutoCloseable {

  /// The services over one store.
  ///
  /// @param hubspotDefined what every portal has
  /// @param index makes what searches look into
  public static Crm over(
      Store store, Catalogue hubspotDefined, InstantSource clock, SearchIndex.Opening index) {
    var catalogues = new Catalogues(store, hubspotDefined);
    var associations = new Associations(store, catalogues, clock);
    var ids = new Ids(store);
    var records = new Records(store, catalogues, clock);
    var changes = new RecordChanges(store, catalogues, ids, clock);
    var pairs = new PairChanges(store, catalogues, clock);
    var searches =
        new Searches(store, catalogues, records, index.over(new IndexFeed(store, catalogues)));
    var lists = new Lists(store, catalogues, searches, clock);
    return new Crm(
        catalogues,
        records,
        changes,
        associations,
        new ChangeLog(store, catalogues),
        searches,
        new Owners(store, clock),
        new DealSplits(store, ids, clock),
        new PropertyChanges(catalogues, clock),
        new GroupChanges(catalogues),
        new RuleChanges(catalogues),
        new PipelineChanges(store, catalogues, clock),
        new LabelChanges(catalogues, pairs),
        new LimitChanges(catalogues),
        new Usage(store, catalogues),
        new LinkUsage(store, catalogues),
        new SchemaChanges(catalogues, clock),
        pairs,
        lists,
        new Memberships(store, lists, searches, clock),
        new ListFolders(store, clock),
        new ListHistory(store, lists, clock),
        clock);
  }

  /// What the caller's data may look like just now.
  public Catalogue catalogue(Caller caller) {
    return catalogues.of(caller.portal());
  }

  /// Stops what works beside the calls. The store stays open.
  @Override
  public void close() {
    listHistory.close();
    searches.close();
  }
}
