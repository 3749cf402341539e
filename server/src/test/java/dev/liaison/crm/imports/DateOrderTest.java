package dev.liaison.crm.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateOrderTest {

  @ParameterizedTest
  @CsvSource({
    "MONTH_DAY_YEAR, 12/24/2026, 2026-12-24",
    "DAY_MONTH_YEAR, 24.12.2026, 2026-12-24",
    "DAY_MONTH_YEAR, 4-2-27, 2027-02-04",
    "YEAR_MONTH_DAY, 2026/12/24, 2026-12-24",
    "MONTH_DAY_YEAR, 2026-12-24, 2026-12-24",
    "MONTH_DAY_YEAR, 12/24/2026 9:05, 2026-12-24T09:05:00Z",
    "MONTH_DAY_YEAR, 12/24/2026 19:05:07, 2026-12-24T19:05:07Z",
    "MONTH_DAY_YEAR, 24/12/2026, 2026-24-12",
    "MONTH_DAY_YEAR, 1767225600000, 1767225600000",
    "MONTH_DAY_YEAR, soon, soon"
  })
  void readsDatesAsTheFileSaysThem(DateOrder order, String text, String iso) {
    assertEquals(iso, order.iso(text));
  }
}
