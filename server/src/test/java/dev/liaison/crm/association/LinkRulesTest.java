package dev.liaison.crm.association;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.store.Stores;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class LinkRulesTest {

  private static final AssociationKey PRIMARY = AssociationKey.hubspotDefined(5);
  private static final AssociationKey PLAIN = AssociationKey.hubspotDefined(341);
  private static final AssociationKey CONTACT_PLAIN = AssociationKey.hubspotDefined(279);
  private static final AssociationKey ADVISOR = ofDefinition(33);
  private static final AssociationKey BOARD_MEMBER = ofDefinition(35);
  private static final AssociationKey PARENT_TO_CHILD = AssociationKey.hubspotDefined(13);

  private final TestCrm test;
  private final Associations associations;

  LinkRulesTest(Stores stores) {
    test = new TestCrm(stores);
    associations = test.crm.associations();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theFirstCompanyOfADealIsItsPrimaryOne() {
    ObjectRef deal = test.create(DEAL);
    ObjectRef one = test.create(COMPANY);
    ObjectRef two = test.create(COMPANY);
    ObjectRef three = test.create(COMPANY);
    test.changes();

    associations.associate(CALLER, deal, List.of(one, two));
    associations.associate(CALLER, deal, List.of(three, one));

    assertEquals(
        List.of(
            new Change.Associated(deal, one, List.of(PLAIN, PRIMARY)),
            new Change.Associated(deal, two, List.of(PLAIN)),
            new Change.Associated(deal, three, List.of(PLAIN))),
        test.changes());
  }

  @Test
  void fromTheCompanyEachDealHasAPrimaryOfItsOwn() {
    ObjectRef company = test.create(COMPANY);
    ObjectRef one = test.create(DEAL);
    ObjectRef two = test.create(DEAL);
    test.changes();

    associations.associate(CALLER, company, List.of(one, two));

    AssociationKey plain = AssociationKey.hubspotDefined(342);
    AssociationKey primary = AssociationKey.hubspotDefined(6);
    assertEquals(
        List.of(
            new Change.Associated(company, one, List.of(plain, primary)),
            new Change.Associated(company, two, List.of(plain, primary))),
        test.changes());
  }

  @Test
  void aNewPrimaryTakesThePlaceOfTheFormerOne() {
    ObjectRef deal = test.create(DEAL);
    ObjectRef one = test.create(COMPANY);
    ObjectRef two = test.create(COMPANY);
    associations.associate(CALLER, deal, List.of(one, two));
    test.changes();

    associations.add(CALLER, new Pair(deal, two, List.of(PRIMARY)));

    assertEquals(
        List.of(
            new Change.Dissociated(deal, one, List.of(PRIMARY)),
            new Change.Associated(deal, two, List.of(PRIMARY))),
        test.changes());
    assertEquals(List.of(PLAIN), keys(deal, one));
  }

  @Test
  void aLabelCarriesThePlainType() {
    ObjectRef contact = test.create(CONTACT);
    ObjectRef company = test.create(COMPANY);

    associations.add(CALLER, new Pair(contact, company, List.of(ADVISOR)));

    assertEquals(
        List.of(CONTACT_PLAIN, ADVISOR).stream().sorted().toList(), keys(contact, company));
  }

  @Test
  void aRemovedLabelLeavesThePlainType() {
    ObjectRef contact = test.create(CONTACT);
    ObjectRef company = test.create(COMPANY);
    var advisor = new Pair(contact, company, List.of(ADVISOR));
    associations.add(CALLER, advisor);

    associations.removeAll(CALLER, List.of(advisor));

    assertEquals(List.of(CONTACT_PLAIN), keys(contact, company));
  }

  @Test
  void theLastLabelTakesThePlainTypeAlongWhereAsked() {
    ObjectRef contact = test.create(CONTACT);
    ObjectRef company = test.create(COMPANY);
    associations.add(CALLER, new Pair(contact, company, List.of(ADVISOR, BOARD_MEMBER)));

    associations.removeAllWithPlain(CALLER, List.of(new Pair(contact, company, List.of(ADVISOR))));
    assertEquals(
        List.of(CONTACT_PLAIN, BOARD_MEMBER).stream().sorted().toList(), keys(contact, company));

    associations.removeAllWithPlain(
        CALLER, List.of(new Pair(contact, company, List.of(BOARD_MEMBER))));
    assertEquals(List.of(), keys(contact, company));
  }

  @Test
  void aLabelThatIsNotThereTakesNothingAlong() {
    ObjectRef parent = test.create(COMPANY);
    ObjectRef other = test.create(COMPANY);
    associations.associate(CALLER, parent, List.of(other));
    List<AssociationKey> plain = keys(parent, other);

    associations.removeAllWithPlain(
        CALLER, List.of(new Pair(parent, other, List.of(PARENT_TO_CHILD))));

    assertEquals(plain, keys(parent, other));
  }

  @Test
  void onlyAChangeMovesTheModifiedDates() {
    ObjectRef deal = test.create(DEAL);
    ObjectRef contact = test.create(CONTACT);
    test.now += 1_000;
    long linked = test.now;
    associations.associate(CALLER, deal, List.of(contact));
    test.changes();
    test.now += 1_000;

    associations.associate(CALLER, deal, List.of(contact));
    associations.dissociate(CALLER, deal, List.of(test.create(CONTACT)));

    assertEquals(linked, test.updatedAt(deal));
    assertEquals(linked, test.updatedAt(contact));
    assertEquals(1, test.changes().size());
  }

  @Test
  void oneMissingTargetRefusesAll() {
    ObjectRef deal = test.create(DEAL);
    ObjectRef contact = test.create(CONTACT);
    ObjectRef gone = new ObjectRef(CONTACT, 999_999);
    test.changes();

    CrmException refusal =
        assertThrows(
            CrmException.class, () -> associations.associate(CALLER, deal, List.of(contact, gone)));

    assertEquals(new Problem.InvalidTargets(List.of(gone)), refusal.problem());
    assertEquals(List.of(), test.changes());
  }

  private static AssociationKey ofDefinition(int id) {
    return AssociationTypes.hubspotDefined().byV1Definition(id).orElseThrow().key();
  }

  private List<AssociationKey> keys(ObjectRef from, ObjectRef to) {
    return test.store.read(CALLER.portal(), snapshot -> snapshot.associationsBetween(from, to));
  }
}
