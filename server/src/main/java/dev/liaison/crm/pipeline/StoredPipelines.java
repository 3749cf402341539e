package dev.liaison.crm.pipeline;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the pipelines that a portal made or changed are kept: a document a pipeline, with the name
/// of [#document].
public final class StoredPipelines implements DefinitionKind<StoredPipeline> {

  @Override
  public String documents() {
    return "pipeline";
  }

  static String document(ObjectTypeId type, String pipelineId) {
    return type + "/" + pipelineId;
  }

  Optional<StoredPipeline> find(Snapshot snapshot, ObjectTypeId type, String pipelineId) {
    return snapshot
        .document(documents(), document(type, pipelineId))
        .map(content -> read(Document.of(content)));
  }

  /// The pipeline as it is stored now, for those that write records.
  Optional<StoredPipeline> steady(Transaction tx, ObjectTypeId type, String pipelineId) {
    return tx.steadyDocument(documents(), document(type, pipelineId))
        .map(content -> read(Document.of(content)));
  }

  void put(Transaction tx, StoredPipeline stored) {
    var document = new Document.Writer();
    write(stored, document);
    tx.putDocument(documents(), stored.document(), document.bytes());
  }

  @Override
  public void write(StoredPipeline stored, Document.Writer document) {
    Pipeline pipeline = stored.pipeline();
    document
        .row("type", stored.type())
        .row("id", pipeline.id())
        .row("label", pipeline.label())
        .number("order", pipeline.displayOrder())
        .number("created", pipeline.createdAt())
        .number("updated", pipeline.updatedAt())
        .yes("deleted", stored.deleted());
    for (Stage stage : pipeline.stages()) {
      document.row(
          "stage",
          stage.id(),
          stage.label(),
          stage.displayOrder(),
          stage.createdAt(),
          stage.updatedAt());
      stage.metadata().forEach((name, value) -> document.row("metadata", stage.id(), name, value));
    }
    for (PipelineAudit audit : stored.audit()) {
      document.row(
          "audit",
          audit.subject(),
          audit.action(),
          audit.at(),
          audit.userId() == null ? "" : audit.userId());
    }
    stored.watched().forEach((stage, by) -> document.row("watched", stage, by));
  }

  @Override
  public StoredPipeline read(Document document) {
    var stages = new ArrayList<Stage>();
    for (List<String> row : document.rows("stage")) {
      stages.add(
          new Stage(
              row.getFirst(),
              row.get(1),
              Integer.parseInt(row.get(2)),
              metadata(document, row.getFirst()),
              Long.parseLong(row.get(3)),
              Long.parseLong(row.get(4))));
    }
    var pipeline =
        new Pipeline(
            document.text("id"),
            document.text("label"),
            (int) document.number("order"),
            List.copyOf(stages),
            document.number("created"),
            document.number("updated"));
    var watched = new LinkedHashMap<String, String>();
    document.rows("watched").forEach(row -> watched.put(row.getFirst(), row.getLast()));
    return new StoredPipeline(
        ObjectTypeId.parse(document.text("type")).orElseThrow(),
        pipeline,
        document.yes("deleted"),
        document.rows("audit").stream().map(StoredPipelines::audit).toList(),
        watched);
  }

  private static Map<String, String> metadata(Document document, String stage) {
    var metadata = new LinkedHashMap<String, String>();
    document.rows("metadata").stream()
        .filter(row -> row.getFirst().equals(stage))
        .forEach(row -> metadata.put(row.get(1), row.get(2)));
    return metadata;
  }

  private static PipelineAudit audit(List<String> row) {
    String user = row.get(3);
    return new PipelineAudit(
        row.getFirst(),
        row.get(1),
        Long.parseLong(row.get(2)),
        user.isEmpty() ? null : Long.valueOf(user));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, StoredPipeline> own) {
    return catalogue.with(catalogue.pipelines().with(own.values()));
  }
}
