package dev.liaison.crm.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z",
    "1, 1970-01-01T00:00:00.001Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "951782399999, 2000-02-28T23:59:59.999Z",
    "951782400000, 2000-02-29T00:00:00.000Z",
    "1773100800000, 2026-03-10T00:00:00.000Z",
    "253402300799999, 9999-12-31T23:59:59.999Z",
    "-62135596800000, 0001-01-01T00:00:00.000Z"
  })
  void writesAndReadsIsoTimes(long millis, String iso) {
    assertEquals(iso, Times.isoDateTime(millis));
    assertEquals(millis, Times.readDateTime(iso).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "0000-12-31",
        "2026-13-01",
        "99999999999999999"
      })
  void readsNoTimeOutsideOfTheFourDigitYears(String text) {
    assertTrue(Times.readDateTime(text).isEmpty(), text);
  }
}
