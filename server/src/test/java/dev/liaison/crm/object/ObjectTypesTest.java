package dev.liaison.crm.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectTypesTest {

  private final ObjectTypes types = ObjectTypes.hubspotDefined();

  @ParameterizedTest
  @CsvSource({
    "contacts, contact, 0-1",
    "companies, company, 0-2",
    "deals, deal, 0-3",
    "tickets, ticket, 0-5",
    "products, product, 0-7",
    "line_items, line_item, 0-8",
    "quotes, quote, 0-14",
    "leads, lead, 0-136",
    "invoices, invoice, 0-53",
    "subscriptions, subscription, 0-69",
    "taxes, tax, 0-86",
    "calls, call, 0-48",
    "emails, email, 0-49",
    "meetings, meeting, 0-47",
    "notes, note, 0-46",
    "tasks, task, 0-27",
    "communications, communication, 0-18",
    "postal_mail, postal_mail, 0-116",
    "feedback_submissions, feedback_submission, 0-19",
    "marketing_events, marketing_event, 0-54",
    "discounts, discount, 0-84",
    "fees, fee, 0-85",
    "commerce_payments, commerce_payment, 0-101",
    "carts, cart, 0-142",
    "services, service, 0-162",
    "courses, course, 0-410",
    "listings, listing, 0-420",
    "appointments, appointment, 0-421",
    "projects, project, 0-970",
    "users, user, 0-115",
    "goal_targets, goal_target, 0-74",
    "orders, order, 0-123",
  })
  void everyTypeIsThereByIdAndByBothNames(String plural, String name, String id) {
    ObjectType type = types.byId(ObjectTypeId.parse(id).orElseThrow());
    assertEquals(plural, type.plural());
    assertEquals(name, type.name());
    for (String word : List.of(plural, name, id)) {
      assertEquals(type, types.resolve(word));
    }
  }

  @Test
  void listsThirtyTwoTypesInTheOrderOfTheirIds() {
    List<ObjectTypeId> ids = types.all().stream().map(ObjectType::id).toList();
    assertEquals(32, ids.size());
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "contact", "CONTACTS", "CONTACT", "Contact", "0-1"})
  void resolvesAnyFormInAnyCase(String word) {
    assertEquals(ObjectTypes.CONTACT, types.resolve(word).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"widgets", "", " contacts", "line-items", "deal_split", "0-"})
  void refusesAnUnknownWord(String word) {
    assertEquals(Optional.empty(), types.find(word));
    CrmException refusal = assertThrows(CrmException.class, () -> types.resolve(word));
    assertEquals(new Problem.UnknownObjectType(word), refusal.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-9999", "2-17", "1-1"})
  void refusesAnUnknownIdAsAnId(String id) {
    CrmException refusal = assertThrows(CrmException.class, () -> types.resolve(id));
    assertEquals(new Problem.UnknownObjectTypeId(id), refusal.problem());
    assertThrows(
        IllegalArgumentException.class, () -> types.byId(ObjectTypeId.parse(id).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "contact, crm.objects.contacts.read, crm.objects.contacts.write",
    "deal, crm.objects.deals.read, crm.objects.deals.write",
    "ticket, tickets, tickets",
    "product, crm.objects.products.read, crm.objects.products.write",
    "line_item, crm.objects.line_items.read, crm.objects.line_items.write",
    "note, crm.objects.contacts.read, crm.objects.contacts.write",
    "commerce_payment, crm.objects.commercepayments.read, crm.objects.commercepayments.write",
    "goal_target, crm.objects.goals.read, crm.objects.goals.write",
  })
  void knowsTheScopes(String word, String read, String write) {
    assertEquals(read, types.resolve(word).readScope());
    assertEquals(write, types.resolve(word).writeScope());
  }

  @Test
  void onlyTypesWithAPublishedCallCanBeMerged() {
    assertEquals(
        List.of("contact", "company", "deal", "ticket", "project"),
        types.all().stream().filter(ObjectType::mergeable).map(ObjectType::name).toList());
  }

  @Test
  void everyRowSaysWhereItComesFrom() {
    for (ObjectType type : types.all()) {
      assertTrue(type.evidence().contains("modern-api.md"), type.name());
      assertFalse(type.label().isBlank(), type.name());
    }
  }
}
