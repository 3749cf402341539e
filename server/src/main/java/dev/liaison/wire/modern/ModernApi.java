package dev.liaison.wire.modern;

import dev.liaison.crm.Account;
import dev.liaison.crm.Crm;
import dev.liaison.crm.FileWork;
import dev.liaison.http.Route;
import dev.liaison.limits.RateLimits;
import dev.liaison.wire.modern.account.AccountInfo;
import dev.liaison.wire.modern.associations.AssociationConfigurations;
import dev.liaison.wire.modern.associations.AssociationLabels;
import dev.liaison.wire.modern.associations.AssociationsV3;
import dev.liaison.wire.modern.associations.AssociationsV4;
import dev.liaison.wire.modern.associations.BatchAssociationsV4;
import dev.liaison.wire.modern.associations.HighUsageReport;
import dev.liaison.wire.modern.associations.RecordAssociationsV3;
import dev.liaison.wire.modern.exports.ExportsApi;
import dev.liaison.wire.modern.imports.ImportsApi;
import dev.liaison.wire.modern.library.ObjectLibrary;
import dev.liaison.wire.modern.limits.Limits;
import dev.liaison.wire.modern.lists.ListsV3;
import dev.liaison.wire.modern.objects.Objects;
import dev.liaison.wire.modern.owners.Owners;
import dev.liaison.wire.modern.pipelines.PipelineStages;
import dev.liaison.wire.modern.pipelines.Pipelines;
import dev.liaison.wire.modern.properties.Properties;
import dev.liaison.wire.modern.properties.PropertyGroups;
import dev.liaison.wire.modern.properties.PropertyValidations;
import dev.liaison.wire.modern.schemas.Schemas;
import dev.liaison.wire.modern.splits.DealSplits;
import java.util.List;
import java.util.stream.Stream;

/// The modern API: v3, v4 and the dated versions.
public final class ModernApi {

  private ModernApi() {}

  /// Every route of every version.
  public static List<Route> routes(Crm crm, FileWork files, Account account, RateLimits limits) {
    var errors = new ModernErrors(crm.catalogues());
    return Stream.of(
            new Objects(crm, errors).routes(),
            new AssociationsV3(crm, errors).routes(),
            new RecordAssociationsV3(crm, errors).routes(),
            new AssociationsV4(crm, errors).routes(),
            new BatchAssociationsV4(crm, errors).routes(),
            new HighUsageReport(crm, files.exports(), errors).routes(),
            new ListsV3(crm, errors).routes(),
            new AssociationLabels(crm, errors).routes(),
            new AssociationConfigurations(crm, errors).routes(),
            new Owners(crm, errors).routes(),
            new ExportsApi(crm, files.exports(), errors).routes(),
            new ImportsApi(crm, files.imports(), errors).routes(),
            new DealSplits(crm, errors).routes(),
            new ObjectLibrary(crm, errors).routes(),
            new AccountInfo(crm.clock(), account, limits, errors).routes(),
            new Properties(crm, errors).routes(),
            new PropertyGroups(crm, errors).routes(),
            new PropertyValidations(crm, errors).routes(),
            new Pipelines(crm, errors).routes(),
            new PipelineStages(crm, errors).routes(),
            new Limits(crm, errors).routes(),
            new Schemas(crm, errors).routes())
        .flatMap(List::stream)
        .toList();
  }
}
