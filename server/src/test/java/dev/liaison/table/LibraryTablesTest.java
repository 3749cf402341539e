package dev.liaison.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.table.TableFormat;
import dev.liaison.crm.table.UnreadableTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class LibraryTablesTest {

  private static List<List<String>> read(TableFormat format, byte[] content) {
    var rows = new ArrayList<List<String>>();
    new LibraryTables().read(format, content, row -> rows.add(row.cells()));
    return rows;
  }

  @Test
  void aMarkOfTheByteOrderIsNoPartOfTheFirstCell() {
    byte[] marked = "\ufeffMail,Name\n\ufeffa,b".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(List.of("Mail", "Name"), List.of("\ufeffa", "b")), read(TableFormat.CSV, marked));
    assertEquals(List.of(), read(TableFormat.CSV, "\ufeff".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsNotUtf8GivesNoRow() {
    byte[] latin = "Mail\nb\u00e9a".getBytes(StandardCharsets.ISO_8859_1);
    var rows = new ArrayList<String>();
    assertThrows(
        UnreadableTable.class,
        () ->
            new LibraryTables()
                .read(TableFormat.CSV, latin, row -> rows.add(row.cells().getFirst())));
    assertEquals(List.of(), rows);
  }

  /// Spreadsheets keep days as numbers and say in the format of the cell that they are dates.
  @Test
  void datesOfSpreadsheetsAreReadWhateverTheirFormat() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", null)) {
      Worksheet sheet = workbook.newWorksheet("one");
      sheet.value(0, 0, "Mail");
      sheet.value(0, 1, "Born");
      sheet.value(0, 2, "Seats");
      String[] formats = {"m/d/yy", "[$-407]d. mmmm yyyy", "yyyy-mm-dd h:mm"};
      for (int row = 1; row <= formats.length; row++) {
        sheet.value(row, 0, "p" + row + "@b.example");
        sheet.value(row, 1, LocalDateTime.of(2026, 3, 10, row == 3 ? 9 : 0, 0));
        sheet.style(row, 1).format(formats[row - 1]).set();
        sheet.value(row, 2, 46_091);
        sheet.style(row, 2).format("#,##0.00").set();
      }
    }
    assertEquals(
        List.of(
            List.of("Mail", "Born", "Seats"),
            List.of("p1@b.example", "2026-03-10", "46091"),
            List.of("p2@b.example", "2026-03-10", "46091"),
            List.of("p3@b.example", "2026-03-10 09:00:00", "46091")),
        read(TableFormat.XLSX, bytes.toByteArray()));
  }
}
