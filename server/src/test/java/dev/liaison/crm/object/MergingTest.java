package dev.liaison.crm.object;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.store.Stores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class MergingTest {

  private final TestCrm test;

  MergingTest(Stores stores) {
    test = new TestCrm(stores);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void ofContactsTheNewestValueWinsAndTheMainAddressStays() {
    ObjectRef keep = test.create(CONTACT, "email", "a@x.example", "firstname", "Old");
    ObjectRef away = test.create(CONTACT, "email", "b@y.example");
    test.update(away, "firstname", "New");

    test.merge(keep, away);

    assertEquals(List.of("New", "Old"), test.versions(keep, "firstname"));
    assertEquals(Optional.of("a@x.example"), test.value(keep, "email"));
    assertEquals(Optional.of("x.example"), test.value(keep, "hs_email_domain"));
    assertEquals(Optional.of("b@y.example"), test.value(keep, ContactEmails.ADDITIONAL));
  }

  @Test
  void aNewerClearWins() {
    ObjectRef keep = test.create(CONTACT, "firstname", "Ada");
    ObjectRef away = test.create(CONTACT, "firstname", "Bo");
    test.update(keep, "firstname", "");

    test.merge(keep, away);

    assertEquals(List.of("", "Ada"), test.versions(keep, "firstname"));
  }

  @Test
  void anAddressTakenOverBecomesTheMainOneOnly() {
    ObjectRef keep = test.create(CONTACT, "email", "a@x.example");
    ObjectRef away = test.create(CONTACT, "email", "b@y.example");
    test.update(keep, "email", "");

    test.merge(keep, away);

    assertEquals(List.of("b@y.example", "", "a@x.example"), test.versions(keep, "email"));
    assertEquals(Optional.of("y.example"), test.value(keep, "hs_email_domain"));
    assertEquals(Optional.empty(), test.value(keep, ContactEmails.ADDITIONAL));
    assertNewestFirst(keep, "email");
  }

  @Test
  void otherRecordsKeepWhatTheyHave() {
    ObjectRef keep = test.create(COMPANY, "name", "Keep");
    ObjectRef away = test.create(COMPANY, "name", "Away", "city", "Bonn");
    test.update(keep, "name", "Keep still");
    test.update(away, "name", "Newer");

    test.merge(keep, away);

    assertEquals(Optional.of("Keep still"), test.value(keep, "name"));
    assertEquals(Optional.of("Bonn"), test.value(keep, "city"));
  }

  @Test
  void versionsOfATakenOverValueStayNewestFirst() {
    ObjectRef keep = test.create(COMPANY, "city", "Rome");
    ObjectRef away = test.create(COMPANY, "city", "Bonn");
    test.update(keep, "city", "");

    test.merge(keep, away);

    assertEquals(List.of("Bonn", "", "Rome"), test.versions(keep, "city"));
    assertNewestFirst(keep, "city");
  }

  @Test
  void theModifiedDateNeverGoesBack() {
    ObjectRef keep = test.create(COMPANY);
    ObjectRef away = test.create(COMPANY);
    test.update(keep, "name", "Later");
    long before = test.updatedAt(keep);
    test.now -= 60_000;

    test.merge(keep, away);

    assertEquals(before, test.updatedAt(keep));
  }

  @Test
  void theAuditKeepsTheAddressOfTheMerge() {
    ObjectRef keep = test.create(CONTACT, "email", "a@x.example");
    ObjectRef away = test.create(CONTACT, "email", "b@x.example");
    PropertyValue then = test.read(keep).record().properties().get("email");
    test.merge(keep, away);

    test.update(keep, "email", "c@x.example");

    Merge merge = test.crm.records().merges(CALLER, test.read(keep).record()).getFirst();
    assertEquals(then, merge.email());
    assertEquals(List.of(), merge.moved());
    assertEquals(away, merge.away().ref());
  }

  @Test
  void linksMoveAndTheIdLeadsToTheSurvivor() {
    ObjectRef keep = test.create(CONTACT);
    ObjectRef away = test.create(CONTACT);
    ObjectRef deal = test.create(DEAL);
    test.crm.associations().associate(CALLER, deal, List.of(away));
    test.changes();

    test.merge(keep, away);

    assertEquals(
        List.of(keep),
        test.crm.associations().links(CALLER, deal, CONTACT, 0, 10).items().stream()
            .map(Link::to)
            .toList());
    assertEquals(keep, test.read(away).record().ref());
    List<Change> changes = test.changes();
    assertEquals(new Change.Merged(keep, away), changes.getLast());
    assertEquals(3, changes.size());
  }

  @Test
  void aRecordIsNotMergedIntoItself() {
    ObjectRef contact = test.create(CONTACT);

    CrmException refusal = assertThrows(CrmException.class, () -> test.merge(contact, contact));

    assertInstanceOf(Problem.InvalidMergeSecondary.class, refusal.problem());
  }

  private void assertNewestFirst(ObjectRef ref, String name) {
    List<Long> times =
        test.read(ref).history().getOrDefault(name, List.of()).stream()
            .map(version -> version.stamp().at())
            .toList();
    assertEquals(times.stream().sorted((a, b) -> Long.compare(b, a)).toList(), times);
  }
}
