package dev.liaison.crm.association;

import static dev.liaison.crm.association.AssociationKey.hubspotDefined;
import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static dev.liaison.crm.object.ObjectTypes.LEAD;
import static dev.liaison.crm.object.ObjectTypes.LINE_ITEM;
import static dev.liaison.crm.object.ObjectTypes.TICKET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssociationTypesTest {

  private final ObjectTypes objectTypes = ObjectTypes.hubspotDefined();
  private final AssociationTypes types = AssociationTypes.hubspotDefined(objectTypes);
  private final Map<AssociationKey, AssociationType> byKey =
      types.all().stream().collect(Collectors.toMap(AssociationType::key, Function.identity()));

  @Test
  void holdsEveryRowOnceInTheOrderOfTheKeys() {
    List<AssociationKey> keys = types.all().stream().map(AssociationType::key).toList();
    // 412 ids of modern-api.md section 7, the 14 contact roles of legacy-api.md section 9, and our
    // inverses of two lead types
    assertEquals(428, keys.size());
    assertEquals(keys.stream().sorted().distinct().toList(), keys);
  }

  @Test
  void everyRowSaysWhereItComesFrom() {
    types
        .all()
        .forEach(
            type ->
                assertTrue(
                    type.evidence().matches("(docs|recorded|sdk|client|ours): .+"), type.name()));
  }

  @Test
  void inversesAreMutualAndSwapTheEnds() {
    for (AssociationType type : types.all()) {
      AssociationType inverse = byKey.get(type.inverse());
      assertEquals(type.key(), inverse.inverse(), type.name());
      if (types.linkable(type)) {
        assertTrue(types.linkable(inverse), type.name());
        assertEquals(type.from(), inverse.to(), type.name());
        assertEquals(type.to(), inverse.from(), type.name());
        assertEquals(type.label() == null, inverse.label() == null, type.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "3, 4",
    "5, 6",
    "13, 14",
    "15, 16",
    "19, 20",
    "25, 26",
    "27, 28",
    "279, 280",
    "339, 340",
    "341, 342",
    "399, 400",
    "449, 449",
    "450, 450",
    "451, 451",
    "452, 452",
    "509, 510",
    "582, 583",
    "608, 609",
    "702, 703",
    "930, 931",
    "934, 935",
    "1037, 1038",
    "1226, 1227",
    "1334, 1335",
    "201, 202",
    "33, 34",
    "45, 46",
  })
  void knowsThePairs(int id, int inverse) {
    assertEquals(hubspotDefined(inverse), byKey.get(hubspotDefined(id)).inverse());
    assertTrue(types.linkable(byKey.get(hubspotDefined(id))));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 278, 313, 470, 475, 565, 598, 1299})
  void rowsWithoutAnInverseOrAnObjectTypeAreListedButNotFound(int id) {
    AssociationType type = byKey.get(hubspotDefined(id));
    assertFalse(types.linkable(type));
    Optional<ObjectTypeId> from = objectTypes.find(type.from()).map(found -> found.id());
    Optional<ObjectTypeId> to = objectTypes.find(type.to()).map(found -> found.id());
    if (from.isPresent() && to.isPresent()) {
      assertEquals(Optional.empty(), types.find(from.get(), to.get(), type.key()));
      assertEquals(Optional.empty(), types.byName(from.get(), to.get(), type.name()));
      assertFalse(types.between(from.get(), to.get()).contains(type));
    }
  }

  @Test
  void namesAreUniqueBetweenTwoObjectTypes() {
    Set<String> seen = new HashSet<>();
    for (AssociationType type : types.all()) {
      assertTrue(seen.add(type.from() + ">" + type.to() + ":" + type.name()), type.name());
      assertTrue(type.name().matches("[a-z_]+_to_[a-z_]+"), type.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "contact_to_company, 1", "contact_to_company_unlabeled, 279",
    "company_to_contact, 2", "company_to_contact_unlabeled, 280",
    "deal_to_company, 5", "company_to_deal, 6",
    "deal_to_company_unlabeled, 341", "company_to_deal_unlabeled, 342",
    "deal_to_contact, 3", "contact_to_deal, 4",
    "contact_to_ticket, 15", "ticket_to_contact, 16",
    "ticket_to_company, 26", "company_to_ticket, 25",
  })
  void knowsTheRecordedNames(String name, int id) {
    String[] ends = name.replace("_unlabeled", "").split("_to_");
    ObjectTypeId from = objectTypes.resolve(ends[0]).id();
    ObjectTypeId to = objectTypes.resolve(ends[1]).id();
    for (String word : List.of(name, name.toUpperCase(Locale.ROOT), "" + id)) {
      assertEquals(
          Optional.of(hubspotDefined(id)), types.byName(from, to, word).map(AssociationType::key));
    }
    assertEquals(Optional.empty(), types.byName(to, from, name));
  }

  @Test
  void thePlainTypeHasNoLabelAndThereIsOneWhereverLinksArePossible() {
    for (AssociationType type : types.all()) {
      if (types.linkable(type)) {
        ObjectTypeId from = objectTypes.resolve(type.from()).id();
        ObjectTypeId to = objectTypes.resolve(type.to()).id();
        List<AssociationType> plain =
            types.between(from, to).stream().filter(each -> each.label() == null).toList();
        assertEquals(plain, types.plain(from, to).stream().toList(), type.name());
        assertEquals(1, plain.size(), type.name());
      }
    }
    assertEquals(279, types.plain(CONTACT, COMPANY).orElseThrow().key().typeId());
    assertEquals(19, types.plain(DEAL, LINE_ITEM).orElseThrow().key().typeId());
  }

  @Test
  void thePrimaryTypeHasTheLabelAtBothEndsAndTheLimitAtOne() {
    AssociationType company = types.primary(CONTACT, COMPANY).orElseThrow();
    AssociationType contact = types.find(COMPANY, CONTACT, company.inverse()).orElseThrow();
    assertEquals(hubspotDefined(1), company.key());
    assertEquals(hubspotDefined(2), contact.key());
    assertTrue(company.primary());
    assertFalse(contact.primary());
    assertEquals("Primary", contact.label());
    assertEquals(Optional.empty(), types.primary(COMPANY, CONTACT));
    assertEquals(578, types.primary(LEAD, CONTACT).orElseThrow().key().typeId());
    assertEquals(582, types.primary(LEAD, DEAL).orElseThrow().key().typeId());
    assertEquals(26, types.primary(TICKET, COMPANY).orElseThrow().key().typeId());
    assertEquals(Optional.empty(), types.primary(DEAL, CONTACT));
  }

  @Test
  void listsWhatLeadsFromContactsToCompanies() {
    assertEquals(
        List.of(1, 33, 35, 37, 39, 41, 43, 45, 279, 931),
        types.between(CONTACT, COMPANY).stream().map(type -> type.key().typeId()).toList());
    assertEquals(List.of(), types.between(CONTACT, new ObjectTypeId(0, 115)));
  }

  @Test
  void findsAKeyOnlyBetweenItsOwnEnds() {
    assertEquals("deal", types.find(DEAL, CONTACT, hubspotDefined(3)).orElseThrow().from());
    assertEquals(Optional.empty(), types.find(CONTACT, DEAL, hubspotDefined(3)));
    assertEquals(Optional.empty(), types.find(DEAL, CONTACT, hubspotDefined(999_999)));
    AssociationKey custom = new AssociationKey(AssociationKey.Category.USER_DEFINED, 3);
    assertEquals(Optional.empty(), types.find(DEAL, CONTACT, custom));
  }

  @Test
  void knowsTheV1DefinitionsThatStandForOneType() {
    List<Integer> ids =
        IntStream.concat(
                IntStream.of(1, 2, 3, 4, 5, 6, 13, 14, 15, 16, 19, 20, 25, 26, 27, 28, 280),
                IntStream.rangeClosed(33, 46))
            .boxed()
            .toList();
    for (int id : ids) {
      assertEquals(hubspotDefined(id), types.byV1Definition(id).orElseThrow().key());
    }
    assertEquals(
        ids.size(), types.all().stream().filter(type -> type.v1DefinitionId() != null).count());
    assertEquals(Optional.empty(), types.byV1Definition(279));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 0-2, false", "8, 0-2, true", "9, 0-1, false", "10, 0-1, true",
    "11, 0-3, false", "12, 0-3, true", "17, 0-5, false", "18, 0-5, true",
  })
  void knowsTheV1DefinitionsOfEngagements(int id, String other, boolean fromEngagement) {
    assertEquals(
        Optional.of(
            new EngagementDefinition(ObjectTypeId.parse(other).orElseThrow(), fromEngagement)),
        types.engagementDefinition(id));
    assertEquals(Optional.empty(), types.byV1Definition(id));
  }

  @ParameterizedTest
  @CsvSource({
    "33, Advisor",
    "35, Board Member",
    "37, Contractor",
    "39, Manager",
    "41, Business Owner",
    "43, Partner",
    "45, Reseller",
  })
  void knowsTheRolesOfContacts(int id, String label) {
    AssociationType role = types.find(CONTACT, COMPANY, hubspotDefined(id)).orElseThrow();
    AssociationType inverse = types.find(COMPANY, CONTACT, hubspotDefined(id + 1)).orElseThrow();
    assertEquals(label, role.label());
    assertEquals(label, inverse.label());
    assertEquals(role.inverse(), inverse.key());
    assertTrue(role.evidence().startsWith("client: "));
  }

  @Test
  void parentAndChildCompaniesAreNamedAfterTheTarget() {
    assertEquals("Child Company", byKey.get(hubspotDefined(13)).label());
    assertEquals("Parent Company", byKey.get(hubspotDefined(14)).label());
    assertEquals(450, types.plain(COMPANY, COMPANY).orElseThrow().key().typeId());
  }
}
