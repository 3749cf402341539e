package dev.liaison.crm.pipeline;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.store.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class StageRemovalTest {

  private static final String STAGE = "contractsent";

  private final TestCrm test;

  StageRemovalTest(Stores stores) {
    test = new TestCrm(stores);
  }

  @AfterEach
  void close() {
    test.close();
  }

  /// The service over a store that does something once, between the search for records in the stage
  /// and the transaction that removes it.
  private PipelineChanges interrupted(Runnable meanwhile) {
    var done = new AtomicBoolean();
    Store interrupted =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> {
                  try {
                    Object result = method.invoke(test.store, arguments);
                    if (method.getName().equals("read") && done.compareAndSet(false, true)) {
                      meanwhile.run();
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new PipelineChanges(
        interrupted, test.crm.catalogues(), () -> Instant.ofEpochMilli(test.now));
  }

  @Test
  void aRecordThatComesInWhileTheStageIsSearchedKeepsIt() {
    ObjectRef deal = test.create(DEAL, "dealname", "Late");
    PipelineChanges changes = interrupted(() -> test.update(deal, "dealstage", STAGE));

    var refused =
        assertThrows(CrmException.class, () -> changes.deleteStage(CALLER, DEAL, "default", STAGE));
    var inUse = assertInstanceOf(Problem.StageInUse.class, refused.problem());
    assertEquals(List.of(deal.id()), inUse.records());
    assertTrue(stages().contains(STAGE));
  }

  @Test
  void aRecordThatComesInAndLeavesDoesNotKeepTheStage() {
    ObjectRef deal = test.create(DEAL, "dealname", "Passing");
    PipelineChanges changes =
        interrupted(
            () -> {
              test.update(deal, "dealstage", STAGE);
              test.update(deal, "dealstage", "closedwon");
            });
    changes.deleteStage(CALLER, DEAL, "default", STAGE);
    assertTrue(!stages().contains(STAGE));
  }

  @Test
  void aStageIsFoundInUseBehindManyRecordsThatAreNotInIt() {
    ObjectRef last = null;
    for (int i = 0; i < 3; i++) {
      last = test.create(DEAL, "dealstage", i < 2 ? "closedwon" : STAGE);
    }
    ObjectRef deal = last;
    var refused =
        assertThrows(
            CrmException.class,
            () -> test.crm.pipelines().deleteStage(CALLER, DEAL, "default", STAGE));
    assertEquals(
        new Problem.StageInUse(DEAL, "default", List.of(STAGE), List.of(deal.id())),
        refused.problem());
  }

  /// Deals move into a stage and out of it while it is deleted and made again.
  @Test
  void noDealIsEverInADeletedStage() throws Exception {
    var deals = new ArrayList<ObjectRef>();
    for (int i = 0; i < 8; i++) {
      deals.add(test.create(DEAL, "dealstage", "closedwon"));
    }
    var over = new AtomicBoolean();
    var entered = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var movers = new ArrayList<Future<Boolean>>();
      for (ObjectRef deal : deals) {
        movers.add(threads.submit((Callable<Boolean>) () -> move(deal, over, entered)));
      }
      int deleted = 0;
      for (int i = 0; i < 400 && (deleted < 20 || entered.get() < 20); i++) {
        deleted += deleteAndRestore(deals) ? 1 : 0;
      }
      over.set(true);
      for (Future<Boolean> mover : movers) {
        assertTrue(mover.get());
      }
      assertTrue(deleted > 0, "the stage was never empty");
      assertTrue(entered.get() > 0, "no deal came in");
    }
  }

  private boolean move(ObjectRef deal, AtomicBoolean over, AtomicInteger entered) {
    for (int i = 0; !over.get(); i++) {
      try {
        set(deal, i % 8 == 0 ? STAGE : "closedwon");
        entered.addAndGet(i % 8 == 0 ? 1 : 0);
      } catch (CrmException e) {
        assertInstanceOf(Problem.InvalidProperties.class, e.problem());
      }
    }
    return true;
  }

  private void set(ObjectRef deal, String stage) {
    test.crm
        .changes()
        .update(
            CALLER,
            DEAL,
            new RecordKey.ById(deal.id()),
            Map.of("dealstage", stage),
            Reading.EVERYTHING);
  }

  private boolean deleteAndRestore(List<ObjectRef> deals) {
    try {
      test.crm.pipelines().deleteStage(CALLER, DEAL, "default", STAGE);
    } catch (CrmException e) {
      assertInstanceOf(Problem.StageInUse.class, e.problem());
      return false;
    }
    for (ObjectRef deal : deals) {
      assertTrue(
          !test.value(deal, "dealstage").equals(Optional.of(STAGE)), deal + " is in no stage");
    }
    test.crm
        .pipelines()
        .createStage(
            CALLER,
            DEAL,
            "default",
            new StageInput(
                Optional.of(STAGE),
                Optional.of("Contract Sent"),
                Optional.of(4),
                Map.of("probability", "0.9")));
    return true;
  }

  private List<String> stages() {
    return test
        .crm
        .catalogue(CALLER)
        .pipelines()
        .find(DEAL, "default")
        .orElseThrow()
        .stages()
        .stream()
        .map(Pipeline.Stage::id)
        .toList();
  }
}
