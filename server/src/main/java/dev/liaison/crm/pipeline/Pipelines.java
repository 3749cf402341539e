package dev.liaison.crm.pipeline;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pipelines that HubSpot and a portal define, by object type. Immutable.
public final class Pipelines {

  /// Stage ids and probabilities: legacy-api.md section 11.
  private static final Pipeline DEALS =
      hubspot(
          "default",
          "Sales Pipeline",
          deal("appointmentscheduled", "Appointment Scheduled", 0, "0.2"),
          deal("qualifiedtobuy", "Qualified To Buy", 1, "0.4"),
          deal("presentationscheduled", "Presentation Scheduled", 2, "0.6"),
          deal("decisionmakerboughtin", "Decision Maker Bought-In", 3, "0.8"),
          deal("contractsent", "Contract Sent", 4, "0.9"),
          deal("closedwon", "Closed Won", 5, "1.0"),
          deal("closedlost", "Closed Lost", 6, "0.0"));

  /// Pipeline `0`, stages `1` to `4`: legacy-api.md section 10. The labels are HubSpot's usual
  /// ones, not recorded.
  private static final Pipeline TICKETS =
      hubspot(
          "0",
          "Support Pipeline",
          ticket("1", "New", 0, "OPEN"),
          ticket("2", "Waiting on contact", 1, "OPEN"),
          ticket("3", "Waiting on us", 2, "OPEN"),
          ticket("4", "Closed", 3, "CLOSED"));

  /// From HubSpot's usual accounts, not recorded.
  private static final Pipeline LEADS =
      hubspot(
          "lead-pipeline-id",
          "Lead pipeline",
          plain("new-stage-id", "New", 0),
          plain("attempting-stage-id", "Attempting", 1),
          plain("connected-stage-id", "Connected", 2),
          plain("qualified-stage-id", "Qualified", 3),
          plain("unqualified-stage-id", "Disqualified", 4));

  private static final Pipelines HUBSPOT_DEFINED =
      new Pipelines(
          Map.of(
              ObjectTypes.DEAL, List.of(DEALS),
              ObjectTypes.TICKET, List.of(TICKETS),
              ObjectTypes.LEAD, List.of(LEADS)));

  private static final Comparator<Pipeline> IN_ORDER =
      Comparator.comparingInt(Pipeline::displayOrder).thenComparingLong(Pipeline::createdAt);

  private final Map<ObjectTypeId, List<Pipeline>> byType;

  private Pipelines(Map<ObjectTypeId, List<Pipeline>> byType) {
    this.byType = byType;
  }

  /// What a new portal has.
  public static Pipelines hubspotDefined() {
    return HUBSPOT_DEFINED;
  }

  /// These, and what a portal made, changed and deleted.
  Pipelines with(Collection<StoredPipeline> own) {
    var changed = new HashMap<>(byType);
    for (StoredPipeline stored : own) {
      var ofType = new ArrayList<>(changed.getOrDefault(stored.type(), List.of()));
      ofType.removeIf(pipeline -> pipeline.id().equals(stored.pipeline().id()));
      if (!stored.deleted()) {
        ofType.add(stored.pipeline());
      }
      ofType.sort(IN_ORDER);
      changed.put(stored.type(), List.copyOf(ofType));
    }
    return new Pipelines(Map.copyOf(changed));
  }

  /// The pipelines of a type in display order; empty for types that have none.
  public List<Pipeline> of(ObjectTypeId type) {
    return byType.getOrDefault(type, List.of());
  }

  public Optional<Pipeline> find(ObjectTypeId type, String pipelineId) {
    return of(type).stream().filter(pipeline -> pipeline.id().equals(pipelineId)).findFirst();
  }

  /// The pipeline of a record that is made without one: HubSpot's own while it is there.
  public Optional<Pipeline> ofNew(ObjectTypeId type) {
    return of(type).stream()
        .min(Comparator.comparing(pipeline -> !isHubspotDefined(type, pipeline.id())));
  }

  /// Whether a pipeline with this id came with the account.
  public static boolean isHubspotDefined(ObjectTypeId type, String pipelineId) {
    return HUBSPOT_DEFINED.find(type, pipelineId).isPresent();
  }

  /// The property that says in which pipeline a record is.
  public static String pipelineProperty(ObjectTypeId type) {
    return type.equals(ObjectTypes.DEAL) ? "pipeline" : "hs_pipeline";
  }

  /// The property that says in which stage a record is.
  public static String stageProperty(ObjectTypeId type) {
    return type.equals(ObjectTypes.DEAL) ? "dealstage" : "hs_pipeline_stage";
  }

  private static Pipeline hubspot(String id, String label, Stage... stages) {
    return new Pipeline(id, label, 0, List.of(stages), 0, 0);
  }

  private static Stage deal(String id, String label, int order, String probability) {
    boolean closed = probability.equals("1.0") || probability.equals("0.0");
    var metadata = Map.of("probability", probability, "isClosed", Boolean.toString(closed));
    return new Stage(id, label, order, metadata, 0, 0);
  }

  private static Stage ticket(String id, String label, int order, String state) {
    return new Stage(id, label, order, Map.of("ticketState", state), 0, 0);
  }

  private static Stage plain(String id, String label, int order) {
    return new Stage(id, label, order, Map.of(), 0, 0);
  }
}
