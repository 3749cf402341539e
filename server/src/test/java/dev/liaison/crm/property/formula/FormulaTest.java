package dev.liaison.crm.property.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The language of formulas: that of HubSpot's guide on calculation properties, and what is ours.
class FormulaTest {

  private static final Map<String, PropertyDefinition> DEFINITIONS =
      Map.of(
          "a", property("a", "number", ""),
          "b", property("b", "number", ""),
          "none", property("none", "number", ""),
          "name", property("name", "string", ""),
          "paid", property("paid", "bool", ""),
          "open", property("open", "bool", ""),
          "started", property("started", "datetime", ""),
          "closed", property("closed", "datetime", ""));

  private static final Map<String, String> VALUES =
      Map.of(
          "a", "10", "b", "4", "name", "Ida", "paid", "true", "started", "1000", "closed", "61000");

  private static PropertyDefinition property(String name, String type, String formula) {
    return new PropertyDefinition(
        name,
        name,
        "",
        "",
        type,
        formula.isEmpty() ? "text" : Formula.FIELD_TYPE,
        List.of(),
        0,
        false,
        false,
        false,
        false,
        false,
        null,
        formula.isEmpty() ? Map.of() : Map.of(Formula.HINT, formula),
        new Origin(false, 0, 0, 0, null, null),
        List.of());
  }

  private static Formula formula(String type, String text) {
    return Formula.of(
        property("result", type, text), name -> Optional.ofNullable(DEFINITIONS.get(name)));
  }

  private static String value(String type, String text) {
    return formula(type, text)
        .value(name -> Optional.ofNullable(VALUES.get(name)))
        .orElse("no value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b * 2 | 18",
        "(a + b) * 2 | 28",
        "a - b - 1 | 5",
        "a / b / 5 | 0.5",
        "-a + 1 | -9",
        "--a | 10",
        "2a | 20",
        "10(a - b) | 60",
        "100 - 2b | 92",
        "1.5589 * 2 | 3.1178",
        "0.1 + 0.2 | 0.3",
        "1 / 3 | 0.333333333333333",
        "closed - started | 60000",
        "max(a, b, 100) | 100",
        "min(a, b) | 4",
        "abs(b - a) | 6",
        "round(a / b) | 3",
        "sqrt(b) | 2",
        "string_to_number('2.50') | 2.5",
        "A + B | 14",
        "a / (b - 4) | no value",
        "a + none | no value",
        "max(a, none) | no value",
        "sqrt(0 - 1) | no value",
        "string_to_number(string(name)) | no value",
        "if a > b then 1 else 2 | 1",
        "If a < b ThEn 1 ELSE 2 | 2",
        "if a < b then 1 | no value",
        "if a < b then 1 endif | no value",
        "if a < b then 1 elseif a = 10 then 2 else 3 endif | 2",
        "if none > 1 then 1 else 2 | no value",
        "if is_present(none) then 1 elseif is_present(a) then 2 endif | 2",
        "if a > 5 then if b > 5 then 1 else 2 else 3 | 2",
        "if a > 5 then if b > 5 then 1 endif else 3 | no value",
        "if a < 5 then if b > 5 then 1 endif else 3 | 3"
      })
  void numbers(String formula, String expected) {
    assertEquals(expected, value("number", formula));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string(name) + ' Berg' | Ida Berg",
        "concatenate(\"it's \", string(name), '!') | it's Ida!",
        "'Cars: ' + number_to_string(a / b) | Cars: 2.5",
        "upper(string(name)) + lower('ABC') | IDAabc",
        "string(a) + string(paid) | 10true",
        "if bool(paid) then 'paid' else '' | paid",
        "if not bool(paid) then 'open' else '' | no value"
      })
  void texts(String formula, String expected) {
    assertEquals(expected, value("string", formula));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a > b and b <= 4 | true",
        "a >= 10.0 | true",
        "a != 10 or b <> 4 | false",
        "(a + b - 2b * 1.5) = 14 - 3b | true",
        "a equals 10 | true",
        "a == 11 | false",
        "not a = 10 | false",
        "not (bool(paid) and a > 100) | true",
        "string(name) = 'ida' | false",
        "string(name) != 'ida' | true",
        "contains('hello', 'ello') | true",
        "contains('ello', 'hello') | false",
        "begins_with(string(name), 'Id') | true",
        "is_present(bool(paid)) | true",
        "is_present(bool(name)) | false",
        "is_present(none + 1) | false",
        "is_known(a) | true",
        "bool(open) and true | no value",
        "true or false and false | true"
      })
  void truths(String formula, String expected) {
    assertEquals(expected, value("bool", formula));
  }

  @Test
  void timesAreWholeMilliseconds() {
    assertEquals("20333", value("datetime", "started + (closed - 3000) / 3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a +",
        "a b",
        "(a",
        "a)",
        "a $ b",
        "'open",
        "a < b < 1",
        "nothing",
        "name + 1",
        "paid",
        "string(nothing)",
        "string('text')",
        "string(name)",
        "bool(paid)",
        "string(name) < 'x'",
        "string(name) + 1",
        "string(name) = 1",
        "a and b",
        "not a",
        "-string(name)",
        "max(a)",
        "contains('a')",
        "is_present(a, b)",
        "round('a')",
        "power(a, 2)",
        "if a then 1 else 2",
        "if a > 1 then 1 else 'x'",
        "if a > 1",
        "then",
        "else 1",
        "endif"
      })
  void whatIsRefused(String formula) {
    assertThrows(InvalidFormula.class, () -> formula("number", formula));
  }

  @Test
  void whatIsTooLongOrTooDeepIsRefused() {
    assertThrows(InvalidFormula.class, () -> formula("number", "a" + "+a".repeat(250)));
    assertThrows(InvalidFormula.class, () -> formula("number", "(".repeat(400) + "a"));
    assertThrows(InvalidFormula.class, () -> formula("number", "-".repeat(400) + "a"));
    assertThrows(InvalidFormula.class, () -> formula("number", "9".repeat(400)));
    assertEquals("2500", value("number", "a" + "+a".repeat(249)));
  }

  @Test
  void aFormulaTellsWhatItUses() {
    assertEquals(
        Set.of("a", "name"), formula("number", "a + string_to_number(string(name))").uses());
  }

  @Test
  void formulasBuildOnEachOtherFiveDeep() {
    var definitions = new HashMap<>(DEFINITIONS);
    for (int i = 1; i <= 5; i++) {
      String below = i == 1 ? "a" : "f" + (i - 1);
      var next = property("f" + i, "number", below + " + " + below);
      definitions.put(next.name(), next);
      Formulas.check(next, definitions);
    }
    PropertyDefinition above = property("f6", "number", "f5 + f5");
    definitions.put("f6", above);
    assertThrows(InvalidFormula.class, () -> Formulas.check(above, definitions));
    assertTrue(Formulas.of(definitions).of("f5").isPresent());
    assertTrue(Formulas.of(definitions).of("f6").isEmpty());
    PropertyDefinition lowest = property("f1", "number", "g");
    definitions.put("g", property("g", "number", "a"));
    definitions.put("f1", lowest);
    assertThrows(InvalidFormula.class, () -> Formulas.check(lowest, definitions));
  }

  @Test
  void formulasThatLeadToThemselvesAreRefusedAndNotComputed() {
    var definitions = new HashMap<>(DEFINITIONS);
    definitions.put("twice", property("twice", "number", "2a"));
    definitions.put("more", property("more", "number", "twice + 1"));
    Formulas.check(definitions.get("more"), definitions);
    assertTrue(Formulas.of(definitions).of("more").isPresent());
    PropertyDefinition circle = property("twice", "number", "more - 1");
    definitions.put("twice", circle);
    assertThrows(InvalidFormula.class, () -> Formulas.check(circle, definitions));
    assertTrue(Formulas.of(definitions).of("more").isEmpty());
    assertTrue(Formulas.of(definitions).of("twice").isEmpty());
  }
}
