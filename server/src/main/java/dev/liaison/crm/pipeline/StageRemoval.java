package dev.liaison.crm.pipeline;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Removes stages that hold no records. Which records a stage holds is not indexed, and to look for
/// them within the transaction would hold up everything; so a first transaction puts the stages
/// under watch, the records are looked through in pages beside all other work, and a last
/// transaction removes the stages, provided that the watch lasts: [StageGate] ends it for each
/// record that comes in. Safe for concurrent use.
final class StageRemoval {

  /// A stage that records keep coming into and leaving is looked at within the transaction then.
  private static final int ATTEMPTS = 3;

  private static final int PAGE = 1_000;

  /// How many records an error names.
  private static final int NAMED = 100;

  /// Stands for records of the pipeline that are in no stage.
  static final String NO_STAGE = "";

  private static final StoredPipelines STORED = new StoredPipelines();

  private final Store store;
  private final Catalogues catalogues;

  StageRemoval(Store store, Catalogues catalogues) {
    this.store = store;
    this.catalogues = catalogues;
  }

  /// A change of a pipeline that may remove stages.
  ///
  /// @param stored the pipeline before
  /// @param removed the stages that it removes, which must be empty
  /// @param done does it
  record Plan<T>(StoredPipeline stored, Set<String> removed, Supplier<T> done) {}

  /// @param planned what is to be done, from what is stored; writes nothing by itself
  /// @throws CrmException with [Problem.StageInUse]
  <T> T change(Caller caller, Function<Definitions, Plan<T>> planned) {
    String watch = UUID.randomUUID().toString();
    var empty = Set.<String>of();
    for (int attempt = 1; ; attempt++) {
      Set<String> found = empty;
      boolean last = attempt > ATTEMPTS;
      Step<T> step =
          catalogues.change(caller, definitions -> step(definitions, planned, watch, found, last));
      if (step.done().isPresent()) {
        return step.done().get();
      }
      requireEmpty(caller, step.plan());
      empty = step.plan().removed();
    }
  }

  private record Step<T>(Plan<T> plan, Optional<T> done) {}

  private static <T> Step<T> step(
      Definitions definitions,
      Function<Definitions, Plan<T>> planned,
      String watch,
      Set<String> found,
      boolean last) {
    Plan<T> plan = planned.apply(definitions);
    Map<String, String> watched = plan.stored().watched();
    boolean empty =
        plan.removed().stream()
            .allMatch(stage -> found.contains(stage) && watch.equals(watched.get(stage)));
    if (!empty && last) {
      requireEmpty(definitions.tx(), plan);
    }
    if (empty || last) {
      return new Step<>(plan, Optional.of(plan.done().get()));
    }
    var more = new HashMap<>(watched);
    plan.removed().forEach(stage -> more.put(stage, watch));
    definitions.put(STORED, plan.stored().document(), plan.stored().watched(more));
    return new Step<>(plan, Optional.empty());
  }

  private void requireEmpty(Caller caller, Plan<?> plan) {
    var holding = new Holding(plan);
    long after = 0;
    while (after >= 0 && !holding.full()) {
      long next = after;
      after = store.read(caller.portal(), snapshot -> holding.look(snapshot, next));
    }
    holding.require();
  }

  private static void requireEmpty(Snapshot snapshot, Plan<?> plan) {
    var holding = new Holding(plan);
    long after = 0;
    while (after >= 0 && !holding.full()) {
      after = holding.look(snapshot, after);
    }
    holding.require();
  }

  /// The records found in stages that are to go. Used by one thread.
  private static final class Holding {

    private final ObjectTypeId type;
    private final String pipeline;
    private final Set<String> stages;
    private final List<String> inUse = new ArrayList<>();
    private final List<Long> records = new ArrayList<>();

    Holding(Plan<?> plan) {
      this.type = plan.stored().type();
      this.pipeline = plan.stored().pipeline().id();
      this.stages = plan.removed();
    }

    boolean full() {
      return records.size() >= NAMED;
    }

    /// Looks at a page.
    ///
    /// @return the id to go on after, -1 at the end
    long look(Snapshot snapshot, long after) {
      List<CrmRecord> page = snapshot.scan(type, false, after, PAGE);
      for (CrmRecord record : page) {
        String stage = record.value(Pipelines.stageProperty(type)).orElse(NO_STAGE);
        boolean inside =
            record.value(Pipelines.pipelineProperty(type)).equals(Optional.of(pipeline))
                && stages.contains(stage);
        if (inside && !full()) {
          records.add(record.ref().id());
          if (!inUse.contains(stage)) {
            inUse.add(stage);
          }
        }
      }
      return page.size() < PAGE ? -1 : page.getLast().ref().id();
    }

    void require() {
      if (!records.isEmpty()) {
        throw new CrmException(
            new Problem.StageInUse(type, pipeline, List.copyOf(inUse), List.copyOf(records)));
      }
    }
  }
}
