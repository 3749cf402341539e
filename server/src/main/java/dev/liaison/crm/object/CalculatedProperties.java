package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.property.PhoneNumbers;
import dev.liaison.crm.property.PlainText;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.crm.property.formula.Formulas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values that are derived when a record is read, so that they cannot drift from what they are
/// derived from.
final class CalculatedProperties {

  /// Parent to child company (modern-api.md section 7).
  private static final AssociationKey PARENT_TO_CHILD = AssociationKey.hubspotDefined(13);

  private static final String EMAIL_TEXT = "hs_email_text";

  /// Where activities have their text, all but one of them as HTML.
  private static final List<String> BODIES =
      List.of(
          "hs_call_body",
          "hs_note_body",
          "hs_meeting_body",
          "hs_task_body",
          "hs_communication_body",
          "hs_postal_mail_body",
          EMAIL_TEXT,
          "hs_email_html");

  private final Catalogue catalogue;

  CalculatedProperties(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// The value of a calculated property, null where the record gives none.
  @Nullable PropertyValue of(LinkSource links, CrmRecord record, String name) {
    return switch (name) {
      case "hs_object_id" -> api(record, Long.toString(record.ref().id()));
      case "createdate", "hs_createdate" -> api(record, Long.toString(record.createdAt()));
      case "lastmodifieddate", "hs_lastmodifieddate" ->
          calculated(Long.toString(record.updatedAt()), record.updatedAt());
      case "num_associated_contacts" -> counted(links, CONTACT);
      case "num_associated_deals" -> counted(links, DEAL);
      case "num_associated_companies" -> counted(links, COMPANY);
      case "hs_num_child_companies" -> calculated(childCompanies(links), 0);
      case "associatedcompanyid" ->
          primaryCompany(links, record.ref().type())
              .map(id -> calculated(Long.toString(id), record.updatedAt()))
              .orElse(null);
      case "hs_is_closed" -> staged(record, stage -> closed(stage, "isClosed"));
      case "hs_is_closed_won" -> staged(record, stage -> probability(stage, "1.0"));
      case "hs_is_closed_lost" -> staged(record, stage -> probability(stage, "0.0"));
      case "hs_deal_stage_probability" ->
          staged(record, stage -> stage.metadata().getOrDefault("probability", ""));
      case "hs_ticket_id" -> api(record, Long.toString(record.ref().id()));
      case "hs_searchable_calculated_phone_number" -> dialled(record, "phone");
      case "hs_searchable_calculated_mobile_number" -> dialled(record, "mobilephone");
      case "hs_body_preview" -> preview(record);
      case "hs_email_from_email" -> parties(record, "from", "email");
      case "hs_email_from_firstname" -> parties(record, "from", "firstName");
      case "hs_email_from_lastname" -> parties(record, "from", "lastName");
      case "hs_email_sender_email" -> parties(record, "sender", "email");
      case "hs_email_to_email" -> parties(record, "to", "email");
      case "hs_email_to_firstname" -> parties(record, "to", "firstName");
      case "hs_email_to_lastname" -> parties(record, "to", "lastName");
      case "hs_email_cc_email" -> parties(record, "cc", "email");
      case "hs_email_bcc_email" -> parties(record, "bcc", "email");
      default -> ofFormula(links, record, name);
    };
  }

  private @Nullable PropertyValue ofFormula(LinkSource links, CrmRecord record, String name) {
    Formulas formulas = catalogue.properties().formulas(record.ref().type());
    if (formulas.of(name).isEmpty()) {
      return null;
    }
    return computed(formulas, links, record, name, new HashMap<>())
        .map(value -> calculated(value, record.updatedAt()))
        .orElse(null);
  }

  /// @param known what was computed before: formulas can build on each other in many ways
  private Optional<String> computed(
      Formulas formulas,
      LinkSource links,
      CrmRecord record,
      String name,
      Map<String, Optional<String>> known) {
    Optional<String> before = known.get(name);
    if (before != null) {
      return before;
    }
    Optional<String> value =
        formulas
            .of(name)
            .map(formula -> formula.value(used -> computed(formulas, links, record, used, known)))
            .orElseGet(() -> operand(links, record, name));
    known.put(name, value);
    return value;
  }

  private Optional<String> operand(LinkSource links, CrmRecord record, String name) {
    PropertyValue stored = record.properties().get(name);
    return Optional.ofNullable(stored == null ? of(links, record, name) : stored)
        .map(PropertyValue::value)
        .filter(value -> !value.isEmpty());
  }

  /// The id of a record's primary company.
  Optional<Long> primaryCompany(LinkSource links, ObjectTypeId type) {
    return catalogue
        .associationTypes()
        .primary(type, COMPANY)
        .flatMap(
            primary ->
                links.to(COMPANY).stream()
                    .filter(link -> link.keys().contains(primary.key()))
                    .map(link -> link.to().id())
                    .findFirst());
  }

  /// Counters carry the time 0: recorded (legacy-api.md 1.1).
  private static PropertyValue counted(LinkSource links, ObjectTypeId type) {
    return calculated(Long.toString(links.count(type)), 0);
  }

  private static String childCompanies(LinkSource links) {
    long children =
        links.to(COMPANY).stream()
            .map(Link::keys)
            .filter(keys -> keys.contains(PARENT_TO_CHILD))
            .count();
    return Long.toString(children);
  }

  private interface FromStage {
    String value(Stage stage);
  }

  private @Nullable PropertyValue staged(CrmRecord record, FromStage derivation) {
    PropertyValue stage = record.properties().get("dealstage");
    PropertyValue pipeline = record.properties().get("pipeline");
    if (stage == null || pipeline == null) {
      return null;
    }
    return catalogue
        .pipelines()
        .find(record.ref().type(), pipeline.value())
        .flatMap(found -> found.stage(stage.value()))
        .map(found -> calculated(derivation.value(found), stage.stamp().at()))
        .orElse(null);
  }

  private static @Nullable PropertyValue dialled(CrmRecord record, String name) {
    PropertyValue number = record.properties().get(name);
    if (number == null) {
      return null;
    }
    String national = PhoneNumbers.national(number.value());
    return national.isEmpty() ? null : calculated(national, number.stamp().at());
  }

  /// The text of an activity. No source tells where it is cut off, so it is not.
  private static @Nullable PropertyValue preview(CrmRecord record) {
    for (String name : BODIES) {
      PropertyValue body = record.properties().get(name);
      if (body != null && !body.value().isEmpty()) {
        String text =
            name.equals(EMAIL_TEXT) ? PlainText.folded(body.value()) : PlainText.of(body.value());
        return text.isEmpty() ? null : calculated(text, body.stamp().at());
      }
    }
    return null;
  }

  private @Nullable PropertyValue parties(CrmRecord record, String role, String field) {
    PropertyValue headers = record.properties().get("hs_email_headers");
    if (headers == null) {
      return null;
    }
    List<String> values = catalogue.emailParties().of(headers.value(), role, field);
    return values.isEmpty() ? null : calculated(String.join(";", values), headers.stamp().at());
  }

  private static String closed(Stage stage, String key) {
    return stage.metadata().getOrDefault(key, "false");
  }

  private static String probability(Stage stage, String expected) {
    return Boolean.toString(expected.equals(stage.metadata().get("probability")));
  }

  private static PropertyValue api(CrmRecord record, String value) {
    return new PropertyValue(value, new Stamp(record.createdAt(), "API", null, null));
  }

  private static PropertyValue calculated(String value, long at) {
    return new PropertyValue(value, new Stamp(at, "CALCULATED", null, null));
  }
}
