package dev.liaison.crm.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectTypes;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyRulesTest {

  private final PropertyRules rules =
      new PropertyRules(PropertyDefinitions.hubspotDefined(), InstantSource.system());

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1.5", "1.", ".5", "1e3", "12E-4"})
  void numbersAreKeptAsWritten(String number) {
    assertEquals(Map.of("amount", number), rules.check(ObjectTypes.DEAL, Map.of("amount", number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1x", ".", "1e", "--1", "1,5", "0x1f", "NaN", "1e9999"})
  void whatIsNoNumberIsRefused(String text) {
    refused("amount", text, PropertyFault.Code.INVALID_NUMBER);
  }

  @Test
  void aBoolIsAnEnumerationOfTwoWords() {
    assertEquals(
        Map.of("hs_email_optout", "true"),
        rules.check(ObjectTypes.CONTACT, Map.of("hs_email_optout", "TRUE")));
    CrmException refused =
        assertThrows(
            CrmException.class,
            () -> rules.check(ObjectTypes.CONTACT, Map.of("hs_email_optout", "maybe")));
    assertEquals(
        PropertyFault.Code.INVALID_OPTION,
        ((Problem.InvalidProperties) refused.problem()).faults().getFirst().code());
  }

  @Test
  void aNumberOfAnyLengthCostsNoMoreThanItsLength() {
    refused("amount", "1".repeat(60_000) + "x", PropertyFault.Code.INVALID_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10, 1773100800000",
    "2026-03-10T00:00:00Z, 1773100800000",
    "2026-03-10T02:00:00+02:00, 1773100800000",
    "1773100800000, 1773100800000",
  })
  void timesAreKeptAsMilliseconds(String text, String millis) {
    assertEquals(
        Map.of("closedate", millis), rules.check(ObjectTypes.DEAL, Map.of("closedate", text)));
  }

  private void refused(String name, String value, PropertyFault.Code code) {
    CrmException refused =
        assertThrows(CrmException.class, () -> rules.check(ObjectTypes.DEAL, Map.of(name, value)));
    var problem = (Problem.InvalidProperties) refused.problem();
    assertEquals(code, problem.faults().getFirst().code());
  }
}
