package dev.liaison.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.table.TableFormat;
import dev.liaison.crm.table.UnreadableTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    assertEquals(
        List.of(
            List.of("m/d/yy", "2026-03-10", "46091.0"),
            List.of("[$-407]d. mmmm yyyy", "2026-03-10", "46091.0"),
            List.of("yyyy-mm-dd h:mm", "2026-03-10 09:12:00", "46091.0")),
        read(TableFormat.XLSX, spreadsheet()));
  }

  @Test
  void theDateOfAFormulaIsReadAsAnyOther() throws IOException {
    Path file = Files.createTempFile("sheet", ".xlsx");
    try {
      Files.write(file, spreadsheet());
      try (FileSystem parts = FileSystems.newFileSystem(file)) {
        Path sheet = parts.getPath("/xl/worksheets/sheet1.xml");
        Files.writeString(sheet, Files.readString(sheet).replace("<v>4", "<f>A9+1</f><v>4"));
      }
      assertEquals(
          List.of("2026-03-10", "2026-03-10", "2026-03-10 09:12:00"),
          read(TableFormat.XLSX, Files.readAllBytes(file)).stream()
              .map(row -> row.get(1))
              .toList());
    } finally {
      Files.delete(file);
    }
  }

  /// Excel takes formats of 255 characters.
  @Test
  @Timeout(60)
  void aLongFormatCostsLittleAndIsNoDate() throws IOException {
    String longest = "[" + "d".repeat(249) + "]yyyy";
    assertEquals(
        List.of("2026-03-10", "46091.0", "46091.0", "46091.0"),
        days(List.of(longest, longest + "y", "[".repeat(200_000), "[yyyy")));
  }

  /// One day in each of the formats.
  private static List<String> days(List<String> formats) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", null)) {
      Worksheet sheet = workbook.newWorksheet("one");
      for (int row = 0; row < formats.size(); row++) {
        sheet.value(row, 0, LocalDate.of(2026, 3, 10));
        sheet.style(row, 0).format(formats.get(row)).set();
      }
    }
    return read(TableFormat.XLSX, bytes.toByteArray()).stream().map(List::getFirst).toList();
  }

  /// In each row a format, a day in this format, and its number in that of an amount.
  private static byte[] spreadsheet() throws IOException {
    var bytes = new ByteArrayOutputStream();
    List<String> formats = List.of("m/d/yy", "[$-407]d. mmmm yyyy", "yyyy-mm-dd h:mm");
    try (var workbook = new Workbook(bytes, "test", null)) {
      Worksheet sheet = workbook.newWorksheet("one");
      for (int row = 0; row < formats.size(); row++) {
        boolean timed = formats.get(row).contains("h");
        sheet.value(row, 0, formats.get(row));
        sheet.value(row, 1, LocalDateTime.of(2026, 3, 10, timed ? 9 : 0, timed ? 12 : 0));
        sheet.style(row, 1).format(formats.get(row)).set();
        sheet.value(row, 2, LocalDate.of(2026, 3, 10));
        sheet.style(row, 2).format("#,##0.00").set();
      }
    }
    return bytes.toByteArray();
  }
}
