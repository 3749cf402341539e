package dev.liaison.crm.search;

import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.TestCrm;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.search.Filter.Comparison;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random searches over random records against filters written down a second time, in the simplest
/// way, over what a read shows.
class SearchModelTest {

  private static final int ROUNDS = 25;
  private static final int SEARCHES = 40;
  private static final long DAY = 86_400_000L;

  private static final List<String> NAMES =
      List.of("Ada", "ada", "ADA Lovelace", "Grace Hopper", "o'neill", "Ärger 7", "a b c", "x*y?");
  private static final List<String> AMOUNTS = List.of("0", "-0", "7", "10", "9.5", "1e3", "-2");
  private static final List<String> TYPES = List.of("newbusiness", "existingbusiness");
  private static final List<String> TAGS = List.of("a", "b;c", "c", "a;b", "B");

  /// Kinds are told by the names: what is in neither list compares as text.
  private static final List<String> NUMBERS = List.of("amount", "closedate", "hs_object_id");

  private static final List<String> WORDS = List.of("dealtype", "hs_tag_ids");

  private static final List<String> PROPERTIES =
      List.of("dealname", "description", "amount", "closedate", "dealtype", "hs_tag_ids");

  private final Random random = new Random(20_261_124);

  @ParameterizedTest
  @EnumSource
  void findsWhatTheSimplestFilterFinds(Stores stores) {
    try (var test = new TestCrm(stores)) {
      var live = new ArrayList<ObjectRef>();
      for (int round = 0; round < ROUNDS; round++) {
        change(test, live);
        List<RecordView> all = test.crm.records().live(TestCrm.CALLER, live, Reading.EVERYTHING);
        for (int i = 0; i < SEARCHES / 10; i++) {
          compare(test, all);
        }
      }
    }
  }

  private void change(TestCrm test, List<ObjectRef> live) {
    for (int i = 0; i < 8; i++) {
      var values = new ArrayList<String>();
      PROPERTIES.stream()
          .filter(_ -> random.nextInt(4) > 0)
          .forEach(
              name -> {
                values.add(name);
                values.add(value(name));
              });
      test.now += random.nextInt(2) * 1_000;
      if (live.size() > 4 && random.nextInt(3) == 0) {
        test.update(live.get(random.nextInt(live.size())), values.toArray(String[]::new));
      } else if (live.size() > 4 && random.nextInt(4) == 0) {
        test.archive(live.remove(random.nextInt(live.size())));
      } else {
        live.add(test.create(DEAL, values.toArray(String[]::new)));
      }
    }
  }

  private String value(String name) {
    return switch (name) {
      case "amount" -> any(AMOUNTS);
      case "closedate" -> Long.toString(random.nextInt(5) * DAY);
      case "dealtype" -> any(TYPES);
      case "hs_tag_ids" -> any(TAGS);
      default -> any(NAMES);
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void compare(TestCrm test, List<RecordView> all) {
    var groups = new ArrayList<FilterGroup>();
    for (int i = random.nextInt(3); i > 0; i--) {
      groups.add(new FilterGroup(List.of(filter(), filter())));
    }
    Optional<Sort> sort =
        random.nextBoolean()
            ? Optional.of(new Sort(any(PROPERTIES), random.nextBoolean()))
            : Optional.empty();
    int offset = random.nextInt(4);
    var search = new Search(groups, "", sort, offset, 5);
    List<Long> expected =
        all.stream()
            .filter(
                record ->
                    groups.isEmpty()
                        || groups.stream()
                            .anyMatch(
                                group ->
                                    group.filters().stream().allMatch(it -> passes(record, it))))
            .sorted(order(sort))
            .map(RecordView::id)
            .toList();
    Searches.Found found =
        test.crm.searches().search(TestCrm.CALLER, DEAL, search, Reading.DEFAULTS);
    assertEquals(expected.size(), found.total(), search::toString);
    assertEquals(
        expected.stream().skip(offset).limit(5).toList(),
        found.items().stream().map(RecordView::id).toList(),
        search::toString);
  }

  private Filter filter() {
    String name = any(PROPERTIES);
    boolean number = NUMBERS.contains(name);
    return switch (random.nextInt(number ? 8 : 10)) {
      case 0 -> new Filter.Equal(name, value(name));
      case 1 -> new Filter.NotEqual(name, value(name));
      case 2 -> new Filter.Compared(name, any(List.of(Comparison.values())), value(name));
      case 3 -> new Filter.Between(name, value(name), value(name));
      case 4 -> new Filter.In(name, List.of(value(name), value(name)));
      case 5 -> new Filter.NotIn(name, List.of(value(name), value(name)));
      case 6 -> new Filter.Has(name);
      case 7 -> new Filter.HasNot(name);
      case 8 -> new Filter.ContainsToken(name, pattern(name));
      default -> new Filter.NotContainsToken(name, pattern(name));
    };
  }

  private String pattern(String name) {
    String value = value(name);
    int from = random.nextInt(value.length());
    int to = from + 1 + random.nextInt(value.length() - from);
    return (random.nextBoolean() ? "*" : "") + value.substring(from, to) + any(List.of("*", ""));
  }

  private static String text(RecordView record, String name) {
    PropertyValue value = record.properties().get(name);
    return value == null ? "" : value.value();
  }

  private static boolean passes(RecordView record, Filter filter) {
    String name = filter.property();
    String text = text(record, name);
    return switch (filter) {
      case Filter.Equal(_, String value) -> equal(name, text, value);
      case Filter.NotEqual(_, String value) -> !equal(name, text, value);
      case Filter.In(_, List<String> values) -> in(name, text, values);
      case Filter.NotIn(_, List<String> values) -> !in(name, text, values);
      case Filter.Has _ -> !text.isEmpty();
      case Filter.HasNot _ -> text.isEmpty();
      case Filter.ContainsToken(_, String value) -> contains(name, text, value);
      case Filter.NotContainsToken(_, String value) -> !contains(name, text, value);
      case Filter.Compared(_, Comparison how, String value) -> lies(name, text, how, value);
      case Filter.Between(_, String low, String high) ->
          lies(name, text, Comparison.GREATER_OR_EQUAL, low)
              && lies(name, text, Comparison.LESS_OR_EQUAL, high);
    };
  }

  private static boolean equal(String name, String text, String value) {
    if (text.isEmpty()) {
      return false;
    }
    if (NUMBERS.contains(name)) {
      return Double.parseDouble(text) == Double.parseDouble(value);
    }
    return WORDS.contains(name)
        ? Arrays.stream(value.split(";")).anyMatch(Arrays.asList(text.split(";"))::contains)
        : text.equalsIgnoreCase(value);
  }

  private static boolean in(String name, String text, List<String> values) {
    boolean asText = !NUMBERS.contains(name) && !WORDS.contains(name);
    return asText
        ? values.contains(text.toLowerCase(Locale.ROOT))
        : values.stream().anyMatch(value -> equal(name, text, value));
  }

  private static boolean lies(String name, String text, Comparison how, String value) {
    List<String> parts = WORDS.contains(name) ? List.of(text.split(";")) : List.of(text);
    return !text.isEmpty()
        && parts.stream()
            .anyMatch(
                part -> {
                  int order = compare(name, part, value);
                  return switch (how) {
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    case GREATER_OR_EQUAL -> order >= 0;
                  };
                });
  }

  private static int compare(String name, String one, String other) {
    if (NUMBERS.contains(name)) {
      return Double.compare(Double.parseDouble(one) + 0.0, Double.parseDouble(other) + 0.0);
    }
    return WORDS.contains(name)
        ? one.compareTo(other)
        : one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
  }

  private static boolean contains(String name, String text, String value) {
    if (WORDS.contains(name)) {
      return !text.isEmpty() && Arrays.stream(text.split(";")).anyMatch(it -> like(it, value));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    var tokens = new ArrayList<>(List.of(lower.split("\\s+")));
    tokens.addAll(List.of(lower.split("[^\\p{L}\\p{Nd}]+")));
    tokens.removeIf(String::isEmpty);
    return Arrays.stream(value.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .allMatch(word -> tokens.stream().anyMatch(token -> like(token, word)));
  }

  private static boolean like(String token, String pattern) {
    String expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return token.matches(expression);
  }

  private static Comparator<RecordView> order(Optional<Sort> sort) {
    Comparator<RecordView> byId = Comparator.comparingLong(RecordView::id);
    if (sort.isEmpty()) {
      return Comparator.<RecordView>comparingLong(record -> record.record().createdAt())
          .thenComparing(byId);
    }
    String name = sort.get().property();
    Comparator<RecordView> byValue =
        (one, other) -> compare(name, first(name, one), first(name, other));
    Comparator<RecordView> missingLast =
        Comparator.comparing(record -> text(record, name).isEmpty());
    return (one, other) -> {
      int order = missingLast.compare(one, other);
      if (order == 0 && !text(one, name).isEmpty()) {
        order = (sort.get().descending() ? byValue.reversed() : byValue).compare(one, other);
      }
      return order == 0 ? byId.compare(one, other) : order;
    };
  }

  /// Of several words the smallest one counts.
  private static String first(String name, RecordView record) {
    String text = text(record, name);
    return WORDS.contains(name)
        ? Arrays.stream(text.split(";")).sorted().findFirst().orElse("")
        : text;
  }
}
