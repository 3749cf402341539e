package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static dev.liaison.crm.object.ObjectTypes.TICKET;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.pipeline.StageGate;
import dev.liaison.crm.property.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Values that follow from the values written: defaults of a new record, and what the server fills
/// in beside them.
final class ImpliedValues {

  /// When an activity takes place: now, unless someone says otherwise (legacy-api.md section 14).
  private static final String ACTIVITY_DATE = "hs_timestamp";

  private final Catalogue catalogue;

  ImpliedValues(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// The values written and the implied ones of a new record; an empty one is none.
  ///
  /// @param at epoch milliseconds of the write
  ///
  /// @throws CrmException with [Problem.InvalidProperties] when pipeline and stage do not fit
  Map<String, String> ofNew(
      Transaction tx, ObjectTypeId type, Map<String, String> written, long at) {
    var values = new LinkedHashMap<>(written);
    if (type.equals(CONTACT)) {
      values.putIfAbsent("lifecyclestage", "subscriber");
      contact(values, Map.of(), at);
    } else if (type.equals(COMPANY)) {
      company(values);
    } else if (catalogue.properties().find(type, ACTIVITY_DATE).isPresent()) {
      values.putIfAbsent(ACTIVITY_DATE, Long.toString(at));
    }
    inPipeline(type, values);
    checkStage(tx, type, values, values);
    return values;
  }

  /// The values written to a record and those implied by them; some may be what the record has
  /// already.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] when pipeline and stage do not fit
  Map<String, String> ofUpdate(
      Transaction tx, CrmRecord record, Map<String, String> written, long at) {
    var values = new LinkedHashMap<>(written);
    ObjectTypeId type = record.ref().type();
    if (type.equals(CONTACT)) {
      contact(values, record.properties(), at);
    } else if (type.equals(COMPANY) && record.value("website").isEmpty()) {
      company(values);
    }
    var after = new LinkedHashMap<String, String>();
    record.properties().forEach((name, value) -> after.put(name, value.value()));
    after.putAll(values);
    checkStage(tx, type, written, after);
    return values;
  }

  /// legacy-api.md section 6: no address twice, `hs_email_domain`, and the date on which a
  /// lifecycle stage was first reached.
  private void contact(Map<String, String> values, Map<String, PropertyValue> before, long at) {
    ContactEmails.settle(values, before);
    String email = values.get(ContactEmails.MAIN);
    if (email != null) {
      values.put("hs_email_domain", email.substring(email.indexOf('@') + 1));
    }
    String stage = values.getOrDefault("lifecyclestage", "");
    String date = "hs_lifecyclestage_" + stage + "_date";
    boolean known = catalogue.properties().find(CONTACT, date).isPresent();
    if (known && !before.containsKey(date)) {
      values.put(date, Long.toString(at));
    }
  }

  /// legacy-api.md section 8: creating with a domain derives the website.
  private static void company(Map<String, String> values) {
    String domain = values.get("domain");
    if (domain != null && !domain.isEmpty()) {
      values.putIfAbsent("website", domain);
    }
  }

  /// A deal and a ticket is in a pipeline always, other records only where they have a stage.
  private void inPipeline(ObjectTypeId type, Map<String, String> values) {
    String stage = values.getOrDefault(Pipelines.stageProperty(type), "");
    Optional<Pipeline> pipeline =
        type.equals(DEAL) || type.equals(TICKET)
            ? catalogue.pipelines().ofNew(type)
            : catalogue.pipelines().of(type).stream()
                .filter(it -> it.stage(stage).isPresent())
                .findFirst();
    if (pipeline.isPresent()
        && values.putIfAbsent(Pipelines.pipelineProperty(type), pipeline.get().id()) == null
        && type.equals(TICKET)) {
      values.putIfAbsent(Pipelines.stageProperty(type), pipeline.get().stages().getFirst().id());
    }
  }

  private void checkStage(
      Transaction tx, ObjectTypeId type, Map<String, String> written, Map<String, String> after) {
    boolean asked =
        written.containsKey(Pipelines.pipelineProperty(type))
            || written.containsKey(Pipelines.stageProperty(type));
    if (asked && !catalogue.pipelines().of(type).isEmpty()) {
      StageGate.enter(tx, type, after);
    }
  }
}
