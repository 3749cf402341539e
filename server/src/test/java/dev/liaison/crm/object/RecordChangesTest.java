package dev.liaison.crm.object;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Associations;
import dev.liaison.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class RecordChangesTest {

  private static final AssociationKey DEAL_TO_COMPANY = AssociationKey.hubspotDefined(341);

  private final TestCrm test;

  RecordChangesTest(Stores stores) {
    test = new TestCrm(stores);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anUpdateKeepsTheEarlierVersion() {
    ObjectRef deal = test.create(DEAL, "dealname", "one");

    test.update(deal, "DealName", "two");

    assertEquals(List.of("two", "one"), test.versions(deal, "dealname"));
    assertEquals(test.now, test.updatedAt(deal));
  }

  @Test
  void valuesThatAreThereAlreadyChangeNothing() {
    ObjectRef contact = test.create(CONTACT, "email", "a@x.example", "firstname", "Ada");
    test.changes();
    long before = test.updatedAt(contact);

    test.update(contact, "email", "A@x.example", "firstname", "Ada", "lastname", "");

    assertEquals(List.of(), test.changes());
    assertEquals(before, test.updatedAt(contact));
    assertEquals(List.of("Ada"), test.versions(contact, "firstname"));
  }

  @Test
  void impliedValuesThatStayAreNotWrittenAgain() {
    ObjectRef contact = test.create(CONTACT, "email", "a@x.example");
    test.changes();

    test.update(contact, "email", "b@x.example");

    assertEquals(
        List.of(new Change.Updated(contact, Map.of("email", "b@x.example"))), test.changes());
    assertEquals(List.of("x.example"), test.versions(contact, "hs_email_domain"));
  }

  @Test
  void impliedValuesFollow() {
    ObjectRef contact = test.create(CONTACT, "email", "a@x.example");

    test.update(contact, "email", "a@y.example");

    assertEquals(List.of("y.example", "x.example"), test.versions(contact, "hs_email_domain"));
  }

  @Test
  void aTakenAddressIsRefusedAndNothingWritten() {
    ObjectRef holder = test.create(CONTACT, "email", "a@x.example");
    ObjectRef other = test.create(CONTACT, "email", "b@x.example");
    test.changes();

    CrmException refusal =
        assertThrows(
            CrmException.class,
            () -> test.update(other, "email", "A@X.example", "firstname", "Bo"));

    Problem.UniqueValueTaken taken =
        assertInstanceOf(Problem.UniqueValueTaken.class, refusal.problem());
    assertEquals(holder, taken.holder().ref());
    assertEquals(List.of(), test.changes());
    assertEquals(Optional.empty(), test.value(other, "firstname"));
    assertEquals(Optional.of(other), test.byEmail(CONTACT, "b@x.example"));
  }

  @Test
  void anArchivedContactGivesItsAddressUp() {
    ObjectRef contact = test.create(CONTACT, "email", "a@x.example");
    test.archive(contact);

    ObjectRef next = test.create(CONTACT, "email", "a@x.example");

    assertEquals(Optional.of(next), test.byEmail(CONTACT, "a@x.example"));
  }

  @Test
  void anArchivedRecordLosesItsLinks() {
    ObjectRef deal = test.create(DEAL);
    ObjectRef contact = test.create(CONTACT);
    test.crm.associations().associate(CALLER, deal, List.of(contact));
    test.changes();

    test.archive(contact);

    assertEquals(
        List.of(
            new Change.Dissociated(contact, deal, List.of(AssociationKey.hubspotDefined(4))),
            new Change.Archived(contact)),
        test.changes());
  }

  @Test
  void eachRefusedCreationLeavesTheOthers() {
    List<RecordChanges.Creation> creations =
        test.crm
            .changes()
            .createEach(
                CALLER,
                CONTACT,
                List.of(
                    new NewRecord(Map.of("email", "a@x.example"), List.of()),
                    new NewRecord(Map.of("email", "a@x.example"), List.of()),
                    new NewRecord(Map.of("email", "no address"), List.of())),
                Reading.EVERYTHING);

    assertInstanceOf(RecordChanges.Creation.Done.class, creations.get(0));
    assertInstanceOf(RecordChanges.Creation.Refused.class, creations.get(1));
    assertInstanceOf(RecordChanges.Creation.Refused.class, creations.get(2));
    assertEquals(1, test.changes().size());
  }

  @Test
  void aCompanyMergedAwayStandsForItsSurvivorInAContact() {
    ObjectRef keep = test.create(COMPANY, "name", "Keep");
    ObjectRef away = test.create(COMPANY, "name", "Away");
    test.merge(keep, away);

    ObjectRef contact = test.create(CONTACT, "associatedcompanyid", Long.toString(away.id()));

    assertEquals(
        List.of(keep),
        test.crm.associations().links(CALLER, contact, COMPANY, 0, 10).items().stream()
            .map(link -> link.to())
            .toList());
  }

  @Test
  void aTypedLinkOfANewRecordLeadsToTheSurvivor() {
    ObjectRef keep = test.create(COMPANY);
    ObjectRef away = test.create(COMPANY);
    test.merge(keep, away);

    RecordView deal =
        test.crm
            .changes()
            .create(
                CALLER,
                DEAL,
                new NewRecord(
                    Map.of(), List.of(new NewLink.Typed(away.id(), List.of(DEAL_TO_COMPANY)))),
                Reading.EVERYTHING)
            .view();

    assertEquals(
        List.of(keep.id()),
        test
            .crm
            .records()
            .linked(
                CALLER,
                new Associations.Start(deal.record().ref(), 0),
                COMPANY,
                10,
                Reading.EVERYTHING)
            .items()
            .stream()
            .map(RecordView::id)
            .toList());
  }

  @Test
  void aTypedLinkToNothingIsRefused() {
    var news = new NewRecord(Map.of(), List.of(new NewLink.Typed(999, List.of(DEAL_TO_COMPANY))));

    CrmException refusal =
        assertThrows(
            CrmException.class,
            () -> test.crm.changes().create(CALLER, DEAL, news, Reading.EVERYTHING));

    assertEquals(
        new Problem.InvalidTargets(List.of(new ObjectRef(COMPANY, 999))), refusal.problem());
    assertEquals(List.of(), test.changes());
  }

  @Test
  void makePrimaryShowsTheCompanyAfterwards() {
    ObjectRef contact = test.create(CONTACT);
    ObjectRef company = test.create(COMPANY);
    test.now += 1_000;

    RecordView view = test.crm.changes().makePrimary(CALLER, contact, company, Reading.EVERYTHING);

    assertEquals(company.id(), view.id());
    assertEquals(test.now, view.record().updatedAt());
    assertTrue(test.read(contact).properties().containsKey("associatedcompanyid"));
  }
}
