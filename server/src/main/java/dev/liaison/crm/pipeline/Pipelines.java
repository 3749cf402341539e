package dev.liaison.crm.pipeline;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pipelines of deals and tickets. Immutable.
public final class Pipelines {

  /// Stage ids and probabilities: legacy-api.md section 11.
  private static final Pipeline DEALS =
      new Pipeline(
          "default",
          "Sales Pipeline",
          0,
          List.of(
              deal("appointmentscheduled", "Appointment Scheduled", 0, "0.2"),
              deal("qualifiedtobuy", "Qualified To Buy", 1, "0.4"),
              deal("presentationscheduled", "Presentation Scheduled", 2, "0.6"),
              deal("decisionmakerboughtin", "Decision Maker Bought-In", 3, "0.8"),
              deal("contractsent", "Contract Sent", 4, "0.9"),
              deal("closedwon", "Closed Won", 5, "1.0"),
              deal("closedlost", "Closed Lost", 6, "0.0")));

  /// Pipeline `0`, stages `1` to `4`: legacy-api.md section 10. The labels are HubSpot's usual
  /// ones, not recorded.
  private static final Pipeline TICKETS =
      new Pipeline(
          "0",
          "Support Pipeline",
          0,
          List.of(
              ticket("1", "New", 0, "OPEN"),
              ticket("2", "Waiting on contact", 1, "OPEN"),
              ticket("3", "Waiting on us", 2, "OPEN"),
              ticket("4", "Closed", 3, "CLOSED")));

  private static final Pipelines HUBSPOT_DEFINED =
      new Pipelines(Map.of(ObjectTypes.DEAL, List.of(DEALS), ObjectTypes.TICKET, List.of(TICKETS)));

  private final Map<ObjectTypeId, List<Pipeline>> byType;

  private Pipelines(Map<ObjectTypeId, List<Pipeline>> byType) {
    this.byType = byType;
  }

  /// What a new portal has.
  public static Pipelines hubspotDefined() {
    return HUBSPOT_DEFINED;
  }

  /// These pipelines, but for a type those given in their place.
  ///
  /// @param pipelines in display order
  public Pipelines with(ObjectTypeId type, List<Pipeline> pipelines) {
    var changed = new HashMap<>(byType);
    changed.put(type, List.copyOf(pipelines));
    return new Pipelines(Map.copyOf(changed));
  }

  /// The pipelines of a type in display order, the default one first; empty for types that have
  /// none.
  public List<Pipeline> of(ObjectTypeId type) {
    return byType.getOrDefault(type, List.of());
  }

  public Optional<Pipeline> find(ObjectTypeId type, String pipelineId) {
    return of(type).stream().filter(pipeline -> pipeline.id().equals(pipelineId)).findFirst();
  }

  private static Stage deal(String id, String label, int order, String probability) {
    boolean closed = probability.equals("1.0") || probability.equals("0.0");
    return new Stage(
        id, label, order, Map.of("probability", probability, "isClosed", Boolean.toString(closed)));
  }

  private static Stage ticket(String id, String label, int order, String state) {
    return new Stage(id, label, order, Map.of("ticketState", state));
  }
}
