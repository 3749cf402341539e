package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static dev.liaison.crm.object.ObjectTypes.TICKET;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.crm.property.PropertyValue;
import java.util.LinkedHashMap;
import java.util.List;
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
  Map<String, String> ofNew(ObjectTypeId type, Map<String, String> written, long at) {
    var values = new LinkedHashMap<>(written);
    if (type.equals(CONTACT)) {
      values.putIfAbsent("lifecyclestage", "subscriber");
      contact(values, Map.of(), at);
    } else if (type.equals(COMPANY)) {
      company(values);
    } else if (type.equals(DEAL)) {
      values.putIfAbsent("pipeline", defaultPipeline(type).id());
    } else if (type.equals(TICKET)) {
      Pipeline pipeline = defaultPipeline(type);
      if (values.putIfAbsent("hs_pipeline", pipeline.id()) == null) {
        values.putIfAbsent("hs_pipeline_stage", pipeline.stages().getFirst().id());
      }
    } else if (catalogue.properties().find(type, ACTIVITY_DATE).isPresent()) {
      values.putIfAbsent(ACTIVITY_DATE, Long.toString(at));
    }
    checkStage(type, values, values);
    return values;
  }

  /// The values written to a record and those implied by them; some may be what the record has
  /// already.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] when pipeline and stage do not fit
  Map<String, String> ofUpdate(CrmRecord record, Map<String, String> written, long at) {
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
    checkStage(type, written, after);
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

  private Pipeline defaultPipeline(ObjectTypeId type) {
    return catalogue.pipelines().of(type).getFirst();
  }

  private void checkStage(
      ObjectTypeId type, Map<String, String> written, Map<String, String> after) {
    boolean deal = type.equals(DEAL);
    if (!deal && !type.equals(TICKET)) {
      return;
    }
    String pipelineName = deal ? "pipeline" : "hs_pipeline";
    String stageName = deal ? "dealstage" : "hs_pipeline_stage";
    String stage = after.getOrDefault(stageName, "");
    boolean asked = written.containsKey(pipelineName) || written.containsKey(stageName);
    if (!asked || stage.isEmpty()) {
      return;
    }
    Optional<Pipeline> pipeline =
        catalogue.pipelines().find(type, after.getOrDefault(pipelineName, ""));
    if (pipeline.isEmpty() || pipeline.get().stage(stage).isEmpty()) {
      List<String> allowed =
          pipeline
              .map(found -> found.stages().stream().map(Pipeline.Stage::id).toList())
              .orElse(List.of());
      throw new CrmException(
          new Problem.InvalidProperties(
              type,
              List.of(
                  new PropertyFault(
                      stageName,
                      stage,
                      PropertyFault.Code.INVALID_OPTION,
                      stage + " was not one of the allowed options: " + allowed))));
    }
  }
}
