package dev.liaison.crm.list;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.list.ListFilter.OfProperty;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.list.ListHistory.Between;
import dev.liaison.crm.list.ListHistory.Size;
import dev.liaison.crm.list.Lists.NewList;
import dev.liaison.crm.list.RecordList.Conversion;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What lists were over time, and what time does to them.
class ListHistoryTest {

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  private static final ListFilter LARGE =
      new OfProperty("amount", Operation.NUMBER, "IS_GREATER_THAN", List.of("5"), false);

  private static long list(TestCrm test, Processing processing) {
    Optional<ListFilter> filter =
        processing == Processing.MANUAL ? Optional.empty() : Optional.of(LARGE);
    var news = new NewList(processing.name(), DEAL, processing, filter, 0, Map.of());
    return test.crm.lists().create(CALLER, news).id();
  }

  private static Between all(TestCrm test, long list) {
    return test.crm.listHistory().between(CALLER, list, 0, test.now);
  }

  private static RecordList get(TestCrm test, long list) {
    return test.crm.lists().get(CALLER, list);
  }

  private static void add(TestCrm test, long list, ObjectRef deal) {
    test.crm.memberships().change(CALLER, list, List.of(deal.id()), List.of());
  }

  /// A change every twenty minutes, against the last size of each hour.
  @ParameterizedTest
  @EnumSource
  void keepsTheLastSizeOfEachHour(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.MANUAL);
      var hours = new TreeMap<Long, Size>();
      hours.put(test.now / HOUR, new Size(0, test.now));
      for (int i = 1; i <= 40; i++) {
        test.now += HOUR / 3;
        add(test, list, test.create(DEAL));
        hours.put(test.now / HOUR, new Size(i, test.now));
      }
      assertEquals(List.copyOf(hours.values()), all(test, list).sizes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheSizeAtTheStartAndAtTheEnd(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.MANUAL);
      long created = test.now;
      test.now += 40 * DAY;
      add(test, list, test.create(DEAL));
      long added = test.now;
      test.now += 40 * DAY;
      ListHistory history = test.crm.listHistory();
      assertEquals(
          List.of(new Size(0, created + DAY), new Size(1, added), new Size(1, test.now)),
          history.between(CALLER, list, created + DAY, test.now + DAY).sizes());
      assertEquals(
          List.of(new Size(0, created + DAY)),
          history.between(CALLER, list, created + DAY, added - 1).sizes());
      assertEquals(List.of(), history.between(CALLER, list, created - DAY, created - 1).sizes());
      assertEquals(List.of(), history.between(CALLER, list, test.now + 1, test.now + DAY).sizes());
    }
  }

  /// Only a size that is another one is kept.
  @ParameterizedTest
  @EnumSource
  void looksAtDynamicLists(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.DYNAMIC);
      var sizes = new ArrayList<>(List.of(new Size(0, test.now)));
      for (int i = 1; i <= 6; i++) {
        test.now += 2 * HOUR;
        if (i % 2 == 0) {
          test.create(DEAL, "amount", "9");
          sizes.add(new Size(i / 2, test.now));
        }
        test.crm.listHistory().look(CALLER);
      }
      assertEquals(sizes, all(test, list).sizes());
      assertEquals(sizes.getLast().at(), about(test, list).sizedAt());
    }
  }

  private static Lists.About about(TestCrm test, long list) {
    return test.crm.lists().about(CALLER, get(test, list));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTwoYears(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.MANUAL);
      long last = 0;
      for (int month = 0; month < 40; month++) {
        test.now += 31 * DAY;
        last = test.now;
        add(test, list, test.create(DEAL));
        test.crm.lists().rename(CALLER, list, "Month " + month);
      }
      Between kept = all(test, list);
      assertEquals(last, kept.edits().getLast());
      assertTrue(kept.edits().getFirst() >= last - 26 * 31 * DAY, "older than two years");
      assertTrue(kept.edits().size() >= 24, kept.edits().size() + " edits");
      assertTrue(kept.sizes().size() >= 24, kept.sizes().size() + " sizes");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheLastThousandEditsOfAMonth(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.MANUAL);
      for (int i = 0; i < 1_100; i++) {
        test.now += 1_000;
        test.crm.lists().rename(CALLER, list, "Name " + i);
      }
      List<Long> edits = all(test, list).edits();
      assertEquals(1_000, edits.size());
      assertEquals(test.now, edits.getLast());
    }
  }

  @ParameterizedTest
  @EnumSource
  void convertsAtTheHourlyLookAfterTheDay(Stores stores) {
    try (var test = new TestCrm(stores)) {
      test.create(DEAL, "amount", "9");
      long list = list(test, Processing.DYNAMIC);
      test.crm.lists().schedule(CALLER, list, new Conversion.OnDate(2026, 1, 3));
      test.now += DAY;
      test.crm.listHistory().look(CALLER);
      assertEquals(Processing.DYNAMIC, get(test, list).processing());
      test.now += DAY;
      test.crm.listHistory().look(CALLER);
      test.create(DEAL, "amount", "9");
      assertEquals(Processing.SNAPSHOT, get(test, list).processing());
      assertEquals(1, about(test, list).size());
      assertEquals(List.of(test.now - 2 * DAY, test.now), all(test, list).edits());
      Problem none =
          assertThrows(CrmException.class, () -> test.crm.lists().unschedule(CALLER, list))
              .problem();
      assertEquals(new Problem.NoListConversion(list), none);
    }
  }

  /// Somebody who comes is activity.
  @ParameterizedTest
  @EnumSource
  void convertsAfterInactivity(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.DYNAMIC);
      test.crm.lists().schedule(CALLER, list, new Conversion.AfterInactivity(3, "DAY"));
      test.now += 2 * DAY;
      test.create(DEAL, "amount", "9");
      test.crm.listHistory().look(CALLER);
      test.now += 2 * DAY;
      assertEquals(Processing.DYNAMIC, get(test, list).processing());
      test.now += DAY;
      assertEquals(Processing.SNAPSHOT, get(test, list).processing());
    }
  }

  @ParameterizedTest
  @EnumSource
  void bringsBackFor90Days(Stores stores) {
    try (var test = new TestCrm(stores)) {
      long list = list(test, Processing.MANUAL);
      add(test, list, test.create(DEAL));
      test.crm.lists().delete(CALLER, list);
      test.now += 90 * DAY;
      test.crm.lists().restore(CALLER, list);
      assertEquals(1, about(test, list).size());
      test.crm.lists().delete(CALLER, list);
      test.now += 90 * DAY + 1;
      Problem gone =
          assertThrows(CrmException.class, () -> test.crm.lists().restore(CALLER, list)).problem();
      assertEquals(new Problem.UnknownList(list), gone);
    }
  }
}
