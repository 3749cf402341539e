package dev.liaison.crm.property;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static dev.liaison.crm.object.ObjectTypes.PRODUCT;
import static dev.liaison.crm.object.ObjectTypes.TICKET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyDefinition.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PropertyDefinitionsTest {

  private static final Set<String> TYPES =
      Set.of("bool", "date", "datetime", "enumeration", "number", "phone_number", "string");

  private static final Set<String> FIELD_TYPES =
      Set.of(
          "booleancheckbox",
          "calculation_equation",
          "calculation_rollup",
          "checkbox",
          "date",
          "file",
          "html",
          "number",
          "phonenumber",
          "radio",
          "select",
          "text",
          "textarea");

  private static final Set<String> CALCULATED =
      Set.of(
          "hs_object_id",
          "createdate",
          "hs_createdate",
          "hs_lastmodifieddate",
          "lastmodifieddate",
          "num_associated_contacts",
          "num_associated_deals",
          "hs_num_child_companies",
          "hs_is_closed",
          "hs_is_closed_won",
          "hs_is_closed_lost",
          "hs_deal_stage_probability",
          "hs_email_from_email",
          "hs_email_from_firstname",
          "hs_email_from_lastname",
          "hs_email_sender_email",
          "hs_email_to_email",
          "hs_email_to_firstname",
          "hs_email_to_lastname",
          "hs_email_cc_email",
          "hs_email_bcc_email",
          "hs_ticket_id",
          "hs_searchable_calculated_phone_number",
          "hs_searchable_calculated_mobile_number",
          "hs_body_preview");

  private final List<ObjectType> objectTypes = ObjectTypes.hubspotDefined().all();
  private final PropertyDefinitions properties = PropertyDefinitions.hubspotDefined();

  @Test
  void everyDefinitionIsWellFormed() {
    for (ObjectType type : objectTypes) {
      Set<String> names = new HashSet<>();
      for (PropertyDefinition property : properties.of(type.id())) {
        String where = type.name() + "." + property.name();
        assertTrue(names.add(property.name()), where);
        assertTrue(property.name().matches("[a-z][a-z0-9_]*"), where);
        assertTrue(TYPES.contains(property.type()), where);
        assertTrue(FIELD_TYPES.contains(property.fieldType()), where);
        assertFalse(property.label().isBlank(), where);
        assertFalse(property.groupName().isBlank(), where);
        assertEquals(Optional.of(property), properties.find(type.id(), property.name()), where);
      }
    }
  }

  @Test
  void optionsAreUniqueAndBelongToEnumerations() {
    for (ObjectType type : objectTypes) {
      for (PropertyDefinition property : properties.of(type.id())) {
        String where = type.name() + "." + property.name();
        List<String> values = property.options().stream().map(Option::value).toList();
        List<String> labels = property.options().stream().map(Option::label).toList();
        assertEquals(values.size(), Set.copyOf(values).size(), where);
        assertEquals(labels.size(), Set.copyOf(labels).size(), where);
        assertTrue(values.isEmpty() || property.enumeration(), where);
        if (property.type().equals("bool")) {
          assertEquals(List.of("true", "false"), values, where);
        }
      }
    }
  }

  @Test
  void calculatedPropertiesAreReadOnlyAndTheOnesTheCoreDerives() {
    Set<String> seen = new HashSet<>();
    for (ObjectType type : objectTypes) {
      for (PropertyDefinition property : properties.calculated(type.id())) {
        assertTrue(property.calculated() && property.readOnly(), property.name());
        assertTrue(CALCULATED.contains(property.name()), property.name());
        seen.add(property.name());
      }
    }
    assertEquals(CALCULATED, seen);
  }

  @Test
  void theCreateDateIsDerivedForContactsAndWritableForDeals() {
    assertTrue(property(CONTACT, "createdate").calculated());
    assertTrue(property(COMPANY, "createdate").calculated());
    for (ObjectTypeId type : List.of(DEAL, TICKET)) {
      assertFalse(property(type, "createdate").readOnly());
      assertEquals("datetime", property(type, "createdate").type());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "contacts, createdate email firstname hs_object_id lastmodifieddate lastname",
    "companies, createdate domain hs_lastmodifieddate hs_object_id name",
    "deals, amount closedate createdate dealname dealstage hs_lastmodifieddate hs_object_id pipeline",
    "tickets, content createdate hs_lastmodifieddate hs_object_id hs_pipeline hs_pipeline_stage"
        + " hs_ticket_category hs_ticket_priority subject",
    "line_items, amount hs_lastmodifieddate hs_object_id price quantity",
    "products, description hs_lastmodifieddate hs_object_id name price",
    "quotes, hs_createdate hs_expiration_date hs_lastmodifieddate hs_object_id hs_public_url_key"
        + " hs_status hs_title",
    "notes, hs_createdate hs_lastmodifieddate hs_object_id",
    "calls, hs_createdate hs_lastmodifieddate hs_object_id",
    "orders, hs_createdate hs_lastmodifieddate hs_object_id",
    "users, hs_createdate hs_lastmodifieddate hs_object_id",
  })
  void showsByDefaultWhatIsDocumented(String word, String names) {
    ObjectTypeId type = ObjectTypes.hubspotDefined().resolve(word).id();
    Set<String> shown = new TreeSet<>();
    properties.shownByDefault(type).forEach(property -> shown.add(property.name()));
    assertEquals(names, String.join(" ", shown));
  }

  @Test
  void everyTypeShowsItsIdAndAModifiedDate() {
    for (ObjectType type : objectTypes) {
      List<String> shown =
          properties.shownByDefault(type.id()).stream().map(PropertyDefinition::name).toList();
      assertTrue(shown.contains("hs_object_id"), type.name());
      assertTrue(shown.stream().anyMatch(name -> name.endsWith("lastmodifieddate")), type.name());
    }
  }

  @Test
  void onlyTheEmailOfContactsIsUnique() {
    for (ObjectType type : objectTypes) {
      List<String> expected = type.id().equals(CONTACT) ? List.of("email") : List.of();
      assertEquals(
          expected,
          properties.unique(type.id()).stream().map(PropertyDefinition::name).toList(),
          type.name());
    }
    assertFalse(property(PRODUCT, "hs_sku").unique());
  }

  @Test
  void stagesAndPipelinesTakeTheirOptionsFromThePipelines() {
    assertEquals("default", property(DEAL, "pipeline").options().getFirst().value());
    assertEquals(7, property(DEAL, "dealstage").options().size());
    assertEquals("0", property(TICKET, "hs_pipeline").options().getFirst().value());
    assertEquals("New", property(TICKET, "hs_pipeline_stage").options().getFirst().label());
  }

  @ParameterizedTest
  @CsvSource({
    "contacts, lifecyclestage, 8",
    "contacts, hs_lead_status, 8",
    "companies, lifecyclestage, 8",
    "companies, type, 5",
    "companies, industry, 148",
    "deals, dealtype, 2",
    "deals, hs_priority, 3",
    "tickets, hs_ticket_priority, 4",
    "tickets, hs_ticket_category, 4",
    "calls, hs_call_status, 12",
  })
  void knowsTheOptions(String word, String name, int count) {
    ObjectTypeId type = ObjectTypes.hubspotDefined().resolve(word).id();
    assertEquals(count, property(type, name).options().size());
  }

  @Test
  void contactsHaveNoSecondPairOfDates() {
    assertEquals(Optional.empty(), properties.find(CONTACT, "hs_lastmodifieddate"));
    assertEquals(Optional.empty(), properties.find(CONTACT, "hs_createdate"));
  }

  @Test
  void whatTheServerFillsInIsReadOnlyAndStored() {
    for (String name :
        List.of("hs_email_domain", "hs_merged_object_ids", "hs_lifecyclestage_lead_date")) {
      assertTrue(property(CONTACT, name).readOnly(), name);
      assertFalse(property(CONTACT, name).calculated(), name);
    }
    assertFalse(property(CONTACT, "associatedcompanyid").readOnly());
    assertFalse(property(CONTACT, "hs_additional_emails").readOnly());
  }

  @Test
  void ownersAreReferences() {
    for (ObjectType type : objectTypes) {
      assertEquals("OWNER", property(type.id(), "hubspot_owner_id").referencedObjectType());
    }
  }

  @Test
  void sharedPropertiesBelongToTheMainGroupOfTheirType() {
    assertEquals("contactinformation", property(CONTACT, "hs_object_id").groupName());
    assertEquals("dealinformation", property(DEAL, "hs_object_id").groupName());
  }

  @Test
  void anUnknownTypeHasTheSharedProperties() {
    ObjectTypeId custom = new ObjectTypeId(2, 17);
    assertEquals(
        List.of("hs_object_id", "hs_createdate", "hs_lastmodifieddate"),
        properties.shownByDefault(custom).stream().map(PropertyDefinition::name).toList());
  }

  private PropertyDefinition property(ObjectTypeId type, String name) {
    return properties.find(type, name).orElseThrow();
  }
}
