package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Times;
import dev.liaison.crm.search.Condition.Bound;
import dev.liaison.crm.search.Filter.Comparison;
import dev.liaison.crm.search.IndexedField.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes conditions of the filters on records of one type.
///
/// @param linked the records that a record is linked to are looked up in the store: an index of
///   them would cost every association
public record Conditions(Catalogue catalogue, ObjectTypeId type, Linked linked) {

  private static final String LINKS = "associations.";

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private static final int MOST_STARS = 10;
  private static final Pattern STARS = Pattern.compile("\\*{2,}");

  /// Signs such as the + of a telephone number and emoji are no punctuation.
  private static final Pattern AROUND = Pattern.compile("^\\p{P}+|\\p{P}+$");

  /// The live records of the type that a record is linked to.
  @FunctionalInterface
  public interface Linked {
    Set<Long> to(ObjectRef record);
  }

  /// @throws CrmException with [Problem.UnknownSearchProperty], [Problem.InvalidSearch]
  public Condition of(List<FilterGroup> groups) {
    return groups.isEmpty()
        ? new Condition.All(List.of())
        : new Condition.Any(
            groups.stream()
                .<Condition>map(
                    group -> new Condition.All(group.filters().stream().map(this::of).toList()))
                .toList());
  }

  /// Every word of the query is the beginning of one in a property that the type is searched by.
  public Condition query(List<PropertyDefinition> searched, String query) {
    return words(searched, query, "", "*");
  }

  /// Every word of a text, with something before and behind it, is in one of the properties.
  public Condition words(
      List<PropertyDefinition> searched, String text, String before, String behind) {
    return new Condition.All(
        SearchWords.words(text.replace("*", " ")).stream()
            .<Condition>map(
                word ->
                    new Condition.Any(
                        searched.stream()
                            .map(IndexedField::of)
                            .flatMap(
                                field ->
                                    spellings(field, word).stream()
                                        .flatMap(it -> like(field, it, before, behind).stream()))
                            .toList()))
            .toList());
  }

  /// A word as it is, and without the punctuation around it: `Lund,` of `Lund, Ida`. What is around
  /// a number belongs to it.
  private static Set<String> spellings(IndexedField field, String word) {
    String bare =
        field.kind() == IndexedField.Kind.NUMBER ? "" : AROUND.matcher(word).replaceAll("");
    return bare.isEmpty() ? Set.of(word) : new LinkedHashSet<>(List.of(word, bare));
  }

  private static Optional<Condition> like(
      IndexedField field, String word, String before, String behind) {
    return switch (field.kind()) {
      case TEXT -> Optional.of(new Condition.Like(field, before + word + behind));
      case WORDS ->
          Optional.of(
              new Condition.Any(
                  List.of(
                      new Condition.Like(field, before + word + behind),
                      new Condition.Like(field, before + word.toUpperCase(Locale.ROOT) + behind))));
      case NUMBER -> {
        OptionalDouble number = PropertyRules.readNumber(word);
        yield number.isEmpty()
            ? Optional.empty()
            : Optional.of(new Condition.OneOfNumbers(field, Set.of(number.getAsDouble())));
      }
    };
  }

  /// @throws CrmException with [Problem.UnknownSearchProperty], [Problem.InvalidSearch]
  public Condition of(Filter filter) {
    return switch (filter) {
      case Filter.Equal(String name, String value) -> oneOf(name, List.of(value), false);
      case Filter.In(String name, List<String> values) -> oneOf(name, values, true);
      case Filter.NotEqual(String name, String value) ->
          not(oneOf(definition(name), List.of(value), false));
      case Filter.NotIn(String name, List<String> values) ->
          not(oneOf(definition(name), values, true));
      case Filter.Has(String name) -> new Condition.Present(field(name));
      case Filter.HasNot(String name) -> not(new Condition.Present(field(name)));
      case Filter.ContainsToken(String name, String value) -> tokens(name, value);
      case Filter.NotContainsToken(String name, String value) -> not(tokens(name, value));
      case Filter.Compared(String name, Comparison comparison, String value) ->
          compared(definition(name), comparison, value);
      case Filter.Between(String name, String low, String high) ->
          new Condition.All(
              List.of(
                  compared(definition(name), Comparison.GREATER_OR_EQUAL, low),
                  compared(definition(name), Comparison.LESS_OR_EQUAL, high)));
    };
  }

  /// Records without a value are not equal to one either.
  private static Condition not(Condition condition) {
    return new Condition.Not(condition);
  }

  /// @param asGiven whether text must be in lower case to match, as HubSpot has it for `IN` and
  ///   `NOT_IN`
  private Condition oneOf(String name, List<String> values, boolean asGiven) {
    return name.toLowerCase(Locale.ROOT).startsWith(LINKS)
        ? linked(name, values)
        : oneOf(definition(name), values, asGiven);
  }

  private static Condition oneOf(
      PropertyDefinition definition, List<String> values, boolean asGiven) {
    IndexedField field = IndexedField.of(definition);
    return switch (field.kind()) {
      case NUMBER -> {
        var numbers = new LinkedHashSet<Double>();
        values.forEach(value -> numbers.add(number(definition, value)));
        yield new Condition.OneOfNumbers(field, numbers);
      }
      case WORDS -> {
        var words = new LinkedHashSet<String>();
        values.forEach(value -> words.addAll(PropertyValue.words(word(definition, value))));
        yield new Condition.OneOf(field, words);
      }
      case TEXT -> {
        var texts = new LinkedHashSet<String>();
        values.forEach(
            value -> texts.add(asGiven ? SearchWords.composed(value) : SearchWords.folded(value)));
        yield new Condition.OneOf(field, texts);
      }
    };
  }

  private Condition tokens(String name, String value) {
    IndexedField field = field(name);
    Set<String> patterns =
        switch (field.kind()) {
          case TEXT -> SearchWords.words(pattern(name, value));
          case WORDS -> Set.of(pattern(name, value));
          case NUMBER ->
              throw invalid(name, "has numbers or dates, which have no tokens to be contained");
        };
    if (patterns.isEmpty()) {
      throw invalid(name, "is asked for tokens, and blanks have none");
    }
    return new Condition.All(
        patterns.stream().<Condition>map(pattern -> new Condition.Like(field, pattern)).toList());
  }

  /// The whole text or one of the words of a property is like a pattern, in which `*` stands for
  /// any characters.
  ///
  /// @throws CrmException with [Problem.UnknownSearchProperty]; with [Problem.InvalidSearch] for
  ///   numbers and dates
  public Condition wholeLike(String name, String pattern) {
    IndexedField field = field(name);
    return switch (field.kind()) {
      case TEXT -> new Condition.WholeLike(field, SearchWords.folded(pattern(name, pattern)));
      case WORDS -> new Condition.WholeLike(field, pattern(name, pattern));
      case NUMBER -> throw invalid(name, "has numbers or dates, which are not compared in part");
    };
  }

  /// Each `*` multiplies the ways to match, and with them what a search costs.
  private static String pattern(String name, String value) {
    String pattern = STARS.matcher(value).replaceAll("*");
    if (pattern.chars().filter(c -> c == '*').count() > MOST_STARS) {
      throw invalid(name, "is compared to a pattern with more than " + MOST_STARS + " *");
    }
    return pattern;
  }

  private static Condition compared(
      PropertyDefinition definition, Comparison comparison, String value) {
    IndexedField field = IndexedField.of(definition);
    boolean included =
        comparison == Comparison.LESS_OR_EQUAL || comparison == Comparison.GREATER_OR_EQUAL;
    boolean above = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    if (field.kind() == Kind.NUMBER) {
      double number = number(definition, value);
      return above
          ? new Condition.NumberRange(
              field, included ? number : Math.nextUp(number), Double.POSITIVE_INFINITY)
          : new Condition.NumberRange(
              field, Double.NEGATIVE_INFINITY, included ? number : Math.nextDown(number));
    }
    var bound =
        new Bound<>(
            field.kind() == Kind.TEXT ? SearchWords.folded(value) : word(definition, value),
            included);
    return above
        ? new Condition.TextRange(field, bound, null)
        : new Condition.TextRange(field, null, bound);
  }

  private Condition linked(String name, List<String> values) {
    ObjectType other =
        catalogue
            .types()
            .find(name.substring(LINKS.length()))
            .filter(found -> !found.custom())
            .orElseThrow(() -> new CrmException(new Problem.UnknownSearchProperty(type, name)));
    var ids = new LinkedHashSet<Long>();
    for (String value : values) {
      if (!ID.matcher(value).matches()) {
        throw invalid(name, "is compared to ids, not to '" + value + "'");
      }
      ids.addAll(linked.to(new ObjectRef(other.id(), Long.parseLong(value))));
    }
    return new Condition.Ids(ids);
  }

  private static String word(PropertyDefinition definition, String value) {
    return definition.type().equals("bool") ? value.toLowerCase(Locale.ROOT) : value;
  }

  private static double number(PropertyDefinition definition, String value) {
    if (definition.type().equals("number")) {
      return PropertyRules.readNumber(value)
          .orElseThrow(() -> invalidValue(definition, value, "a number"));
    }
    return Times.readDateTime(value)
        .orElseThrow(
            () -> invalidValue(definition, value, "a date, in ISO 8601 or epoch milliseconds"));
  }

  private IndexedField field(String name) {
    return IndexedField.of(definition(name));
  }

  private PropertyDefinition definition(String name) {
    return definition(catalogue, type, name);
  }

  /// @throws CrmException with [Problem.UnknownSearchProperty]; with [Problem.InvalidSearch] for
  ///   links, which only `EQ` and `IN` work on
  static PropertyDefinition definition(Catalogue catalogue, ObjectTypeId type, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(LINKS)) {
      throw invalid(name, "can be filtered by EQ and IN only");
    }
    return catalogue
        .properties()
        .find(type, lower)
        .orElseThrow(() -> new CrmException(new Problem.UnknownSearchProperty(type, name)));
  }

  private static CrmException invalid(String property, String reason) {
    return new CrmException(new Problem.InvalidSearch(property, property + " " + reason));
  }

  private static CrmException invalidValue(
      PropertyDefinition definition, String value, String expected) {
    return new CrmException(
        new Problem.InvalidSearch(
            definition.name(),
            "'" + value + "' is not what " + definition.name() + " is compared to: " + expected));
  }
}
