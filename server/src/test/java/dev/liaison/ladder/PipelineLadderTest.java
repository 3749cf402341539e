package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Pipelines of deals and tickets, and their stages.
@ParameterizedClass
@EnumSource(Stores.class)
class PipelineLadderTest {

  private static final String ID = "renewals";

  private final Ladder api;

  PipelineLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// @param state the probability of a deal, the state of a ticket
  record Stage(String id, String label, String state) {}

  record Pipeline(String label, List<Stage> stages) {}

  /// How one generation writes and reads the pipeline [#ID].
  interface Door {

    void create(Ladder api, Pipeline pipeline);

    /// Makes the pipeline what is given: stages come, change and go.
    void change(Ladder api, Pipeline from, Pipeline to);

    /// The call that deletes it.
    String deletion();

    /// What it is; empty where there is none.
    Optional<Pipeline> read(Ladder api);
  }

  private static Pipeline pipeline(JsonNode node, String stageId, String state) {
    var stages = new ArrayList<Stage>();
    for (JsonNode stage : node.at("/stages")) {
      stages.add(
          new Stage(
              stage.at(stageId).asString(),
              stage.at("/label").asString(),
              stage.at(state).asString()));
    }
    return new Pipeline(node.at("/label").asString(), stages);
  }

  private static Map<String, Object> body(
      Pipeline pipeline, String id, String stageId, String state) {
    var stages = new ArrayList<Map<String, Object>>();
    for (Stage stage : pipeline.stages()) {
      stages.add(
          Map.of(
              stageId,
              stage.id(),
              "label",
              stage.label(),
              "displayOrder",
              stages.size(),
              "metadata",
              Map.of(state, stage.state())));
    }
    return Map.of(id, ID, "label", pipeline.label(), "displayOrder", 3, "stages", stages);
  }

  private static String state(String type) {
    return type.equals("deals") ? "probability" : "ticketState";
  }

  /// One pipeline among those of a list.
  private static Optional<JsonNode> among(JsonNode all, String field) {
    return all.valueStream().filter(one -> one.at(field).asString().equals(ID)).findFirst();
  }

  /// Pipelines of deals v1, which have the probability beside the label.
  record DealsV1() implements Door {

    private static final String PATH = "/deals/v1/pipelines";

    private static Map<String, Object> body(Pipeline pipeline) {
      var stages = new ArrayList<Map<String, Object>>();
      for (Stage stage : pipeline.stages()) {
        stages.add(
            Map.of(
                "stageId", stage.id(),
                "label", stage.label(),
                "displayOrder", stages.size(),
                "probability", Double.valueOf(stage.state())));
      }
      return Map.of("pipelineId", ID, "label", pipeline.label(), "stages", stages);
    }

    @Override
    public void create(Ladder api, Pipeline pipeline) {
      api.does("POST " + PATH, body(pipeline));
    }

    @Override
    public void change(Ladder api, Pipeline from, Pipeline to) {
      api.does("PUT " + PATH + "/" + ID, body(to));
    }

    @Override
    public String deletion() {
      return "DELETE " + PATH + "/" + ID;
    }

    @Override
    public Optional<Pipeline> read(Ladder api) {
      Optional<Pipeline> one =
          api.find(PATH + "/" + ID).map(node -> pipeline(node, "/stageId", "/probability"));
      assertEquals(
          one,
          among(api.get(PATH), "/pipelineId")
              .map(node -> pipeline(node, "/stageId", "/probability")));
      return one;
    }
  }

  /// CRM pipelines v1, which has no call for one pipeline.
  record CrmV1(String type) implements Door {

    private String path() {
      return "/crm-pipelines/v1/pipelines/" + type;
    }

    @Override
    public void create(Ladder api, Pipeline pipeline) {
      api.does("POST " + path(), body(pipeline, "pipelineId", "stageId", state(type)));
    }

    @Override
    public void change(Ladder api, Pipeline from, Pipeline to) {
      api.does("PUT " + path() + "/" + ID, body(to, "pipelineId", "stageId", state(type)));
    }

    @Override
    public String deletion() {
      return "DELETE " + path() + "/" + ID;
    }

    @Override
    public Optional<Pipeline> read(Ladder api) {
      return among(api.get(path()).at("/results"), "/pipelineId")
          .map(node -> pipeline(node, "/stageId", "/metadata/" + state(type)));
    }
  }

  /// v3 and the dated versions, which have calls for each stage.
  record Modern(String type, Version version) implements Door {

    @Override
    public String toString() {
      return "Modern[" + version.name() + ", " + type + "]";
    }

    private String path() {
      return version.crm("pipelines") + "/" + type;
    }

    @Override
    public void create(Ladder api, Pipeline pipeline) {
      api.does("POST " + path(), body(pipeline, "pipelineId", "stageId", state(type)));
    }

    @Override
    public void change(Ladder api, Pipeline from, Pipeline to) {
      String one = path() + "/" + ID;
      api.does("PATCH " + one, Map.of("label", to.label()));
      List<String> before = from.stages().stream().map(Stage::id).toList();
      List<String> after = to.stages().stream().map(Stage::id).toList();
      for (int i = 0; i < after.size(); i++) {
        Stage stage = to.stages().get(i);
        boolean there = before.contains(stage.id());
        api.does(
            there ? "PATCH " + one + "/stages/" + stage.id() : "POST " + one + "/stages",
            Map.of(
                "stageId", stage.id(),
                "label", stage.label(),
                "displayOrder", i,
                "metadata", Map.of(state(type), stage.state())));
      }
      before.stream()
          .filter(id -> !after.contains(id))
          .forEach(id -> api.does("DELETE " + one + "/stages/" + id));
    }

    @Override
    public String deletion() {
      return "DELETE " + path() + "/" + ID;
    }

    @Override
    public Optional<Pipeline> read(Ladder api) {
      Optional<Pipeline> one =
          api.find(path() + "/" + ID)
              .map(node -> pipeline(node, "/id", "/metadata/" + state(type)));
      assertEquals(
          one,
          among(api.get(path()).at("/results"), "/id")
              .map(node -> pipeline(node, "/id", "/metadata/" + state(type))));
      return one;
    }
  }

  private static List<Door> of(String type) {
    var doors = new ArrayList<Door>();
    if (type.equals("deals")) {
      doors.add(new DealsV1());
    }
    doors.add(new CrmV1(type));
    Version.WITH_OBJECTS.forEach(version -> doors.add(new Modern(type, version)));
    return doors;
  }

  static Stream<Arguments> doors() {
    return Stream.of("deals", "tickets")
        .flatMap(type -> of(type).stream().map(door -> Arguments.of(type, door)));
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("doors")
  void aPipelineWrittenThroughOneDoorIsSoThroughEvery(String type, Door writer) {
    boolean deals = type.equals("deals");
    String open = deals ? "0.5" : "OPEN";
    String closed = deals ? "1.0" : "CLOSED";
    var made =
        new Pipeline(
            "Renewals",
            List.of(new Stage("asked", "Asked", open), new Stage("done", "Done", closed)));
    var changed =
        new Pipeline(
            "Renewal",
            List.of(
                new Stage("asked", "Question", open),
                new Stage("sent", "Sent", open),
                new Stage("done", "Done", closed)));
    var shorter =
        new Pipeline(
            "Renewal", List.of(new Stage("sent", "Sent", open), new Stage("done", "Done", closed)));
    for (Door other : of(type)) {
      writer.create(api, made);
      assertSeen(type, Optional.of(made));
      other.change(api, made, changed);
      assertSeen(type, Optional.of(changed));
      writer.change(api, changed, shorter);
      assertSeen(type, Optional.of(shorter));
      api.does(other.deletion());
      assertSeen(type, Optional.empty());
    }
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("doors")
  void aRecordGoesIntoAStageThatAnyDoorMade(String type, Door maker) {
    boolean deals = type.equals("deals");
    maker.create(
        api,
        new Pipeline(
            "Renewals",
            List.of(
                new Stage("asked", "Asked", deals ? "0.5" : "OPEN"),
                new Stage("done", "Done", deals ? "1.0" : "CLOSED"))));
    String pipeline = deals ? "pipeline" : "hs_pipeline";
    String stage = deals ? "dealstage" : "hs_pipeline_stage";
    for (RecordDoor writer : RecordDoor.of(type)) {
      String id = writer.create(api, Map.of(pipeline, ID, stage, "asked"));
      for (Version version : Version.WITH_OBJECTS) {
        assertEquals(Optional.of("asked"), new ModernRecords(type, version).read(api, id, stage));
      }
      for (Door door : of(type)) {
        assertEquals(400, api.status(door.deletion()), door.toString());
      }
      writer.archive(api, id);
    }
  }

  private void assertSeen(String type, Optional<Pipeline> expected) {
    for (Door reader : of(type)) {
      assertEquals(expected, reader.read(api), reader.toString());
    }
  }
}
