package dev.liaison.wire.legacy;

import dev.liaison.crm.Account;
import dev.liaison.crm.Crm;
import dev.liaison.http.Route;
import dev.liaison.limits.RateLimits;
import dev.liaison.wire.legacy.account.AccountV1;
import dev.liaison.wire.legacy.associations.AssociationsV1;
import dev.liaison.wire.legacy.companies.CompaniesV2;
import dev.liaison.wire.legacy.companies.CompanyBatchV1;
import dev.liaison.wire.legacy.companies.CompanyContactsV2;
import dev.liaison.wire.legacy.contacts.ContactBatchesV1;
import dev.liaison.wire.legacy.contacts.ContactListsV1;
import dev.liaison.wire.legacy.contacts.ContactPagesV1;
import dev.liaison.wire.legacy.contacts.ContactSearchV1;
import dev.liaison.wire.legacy.contacts.ContactsV1;
import dev.liaison.wire.legacy.deals.DealAssociationsV1;
import dev.liaison.wire.legacy.deals.DealBatchV1;
import dev.liaison.wire.legacy.deals.DealsV1;
import dev.liaison.wire.legacy.engagements.EngagementsV1;
import dev.liaison.wire.legacy.objects.ChangeLogV1;
import dev.liaison.wire.legacy.objects.CrmObjectsV1;
import dev.liaison.wire.legacy.owners.OwnersV2;
import dev.liaison.wire.legacy.pipelines.CrmPipelinesV1;
import dev.liaison.wire.legacy.pipelines.DealPipelinesV1;
import dev.liaison.wire.legacy.properties.Groups;
import dev.liaison.wire.legacy.properties.Properties;
import java.util.List;
import java.util.stream.Stream;

/// The legacy API, v1 and v2.
public final class LegacyApi {

  private LegacyApi() {}

  /// The routes of every resource.
  public static List<Route> routes(
      Crm crm, LegacySettings settings, Account account, RateLimits limits) {
    return Stream.of(
            new DealAssociationsV1(crm, settings).routes(),
            new DealsV1(crm).routes(),
            new DealBatchV1(crm).routes(),
            new ContactsV1(crm).routes(),
            new ContactBatchesV1(crm).routes(),
            new ContactPagesV1(crm).routes(),
            new ContactSearchV1(crm).routes(),
            new ContactListsV1(crm).routes(),
            new CompaniesV2(crm).routes(),
            new CompanyContactsV2(crm).routes(),
            new CompanyBatchV1(crm).routes(),
            new AssociationsV1(crm).routes(),
            new DealPipelinesV1(crm).routes(),
            new CrmPipelinesV1(crm).routes(),
            new EngagementsV1(crm).routes(),
            new CrmObjectsV1(crm).routes(),
            new ChangeLogV1(crm).routes(),
            new OwnersV2(crm).routes(),
            new AccountV1(crm.clock(), account, limits).routes(),
            new Properties(crm).routes(),
            new Groups(crm).routes())
        .flatMap(List::stream)
        .toList();
  }
}
