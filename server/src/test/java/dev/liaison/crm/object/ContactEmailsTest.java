package dev.liaison.crm.object;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.store.Stores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class ContactEmailsTest {

  private static final String ADDITIONAL = ContactEmails.ADDITIONAL;

  private final TestCrm test;

  ContactEmailsTest(Stores stores) {
    test = new TestCrm(stores);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void additionalAddressesAreNormalisedAndFindTheContact() {
    ObjectRef ada =
        test.create(
            CONTACT, "email", "a@x.example", ADDITIONAL, " B@x.example;;c@x.example;b@X.example");

    assertEquals(Optional.of("b@x.example;c@x.example"), test.value(ada, ADDITIONAL));
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "B@x.example"));
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "c@x.example"));
  }

  @Test
  void anAddressOfAnotherContactIsRefusedInEitherProperty() {
    ObjectRef ada = test.create(CONTACT, "email", "a@x.example", ADDITIONAL, "b@x.example");
    ObjectRef bo = test.create(CONTACT);
    test.changes();

    for (String property : List.of("email", ADDITIONAL)) {
      for (String address : List.of("a@x.example", "b@x.example")) {
        CrmException refusal =
            assertThrows(CrmException.class, () -> test.update(bo, property, address));
        assertEquals(
            ada,
            assertInstanceOf(Problem.UniqueValueTaken.class, refusal.problem()).holder().ref());
      }
    }
    assertEquals(List.of(), test.changes());
  }

  @Test
  void anInvalidAdditionalAddressIsRefused() {
    CrmException refusal =
        assertThrows(
            CrmException.class,
            () -> test.create(CONTACT, ADDITIONAL, "a@x.example;nonsense;b@x.example"));

    List<PropertyFault> faults =
        assertInstanceOf(Problem.InvalidProperties.class, refusal.problem()).faults();
    assertEquals(
        List.of(
            new PropertyFault(
                ADDITIONAL,
                "nonsense",
                PropertyFault.Code.INVALID_EMAIL,
                "Email address nonsense is invalid")),
        faults);
    assertEquals(List.of(), test.changes());
  }

  @Test
  void addressesThatAreTakenOffAreFree() {
    ObjectRef ada = test.create(CONTACT, ADDITIONAL, "a@x.example;b@x.example");

    test.update(ada, ADDITIONAL, "b@x.example");

    ObjectRef bo = test.create(CONTACT, "email", "a@x.example");
    assertEquals(Optional.of(bo), test.byEmail(CONTACT, "a@x.example"));
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "b@x.example"));
  }

  @Test
  void aMainAddressThatWasAdditionalLeavesTheList() {
    ObjectRef ada =
        test.create(CONTACT, "email", "a@x.example", ADDITIONAL, "b@x.example;c@x.example");

    test.update(ada, "email", "b@x.example");
    assertEquals(Optional.of("c@x.example"), test.value(ada, ADDITIONAL));
    assertEquals(Optional.empty(), test.byEmail(CONTACT, "a@x.example"));

    test.update(ada, "email", "d@x.example");
    assertEquals(Optional.empty(), test.byEmail(CONTACT, "b@x.example"));
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "c@x.example"));
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "d@x.example"));
  }

  @Test
  void theMainAddressIsNotListedAsAdditional() {
    ObjectRef ada = test.create(CONTACT, "email", "a@x.example", ADDITIONAL, "a@x.example");
    assertEquals(Optional.empty(), test.value(ada, ADDITIONAL));

    test.update(ada, ADDITIONAL, "A@x.example;b@x.example");
    assertEquals(Optional.of("b@x.example"), test.value(ada, ADDITIONAL));

    test.update(ada, ADDITIONAL, "");
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "a@x.example"));
  }

  @Test
  void addressesClearedAfterAMergeAreFree() {
    ObjectRef ada = test.create(CONTACT, "email", "a@x.example");
    ObjectRef bo = test.create(CONTACT, "email", "b@x.example");
    test.merge(ada, bo);
    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "b@x.example"));

    test.update(ada, ADDITIONAL, "");
    test.archive(ada);

    ObjectRef next = test.create(CONTACT, "email", "b@x.example");
    assertEquals(Optional.of(next), test.byEmail(CONTACT, "b@x.example"));
  }

  @Test
  void archivingFreesEveryAddress() {
    ObjectRef ada = test.create(CONTACT, "email", "a@x.example", ADDITIONAL, "b@x.example");

    test.archive(ada);

    assertEquals(Optional.empty(), test.byEmail(CONTACT, "b@x.example"));
    test.create(CONTACT, "email", "b@x.example", ADDITIONAL, "a@x.example");
  }

  @Test
  void aClaimWhoseHolderIsNotLiveIsTakenOver() {
    test.store.write(
        CALLER.portal(), tx -> tx.claimUnique(CONTACT, "email", "a@x.example", 999_999));

    ObjectRef ada = test.create(CONTACT, "email", "a@x.example");

    assertEquals(Optional.of(ada), test.byEmail(CONTACT, "a@x.example"));
  }
}
