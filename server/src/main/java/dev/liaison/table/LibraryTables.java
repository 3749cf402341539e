package dev.liaison.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.liaison.crm.table.TableFiles;
import dev.liaison.crm.table.TableFormat;
import dev.liaison.crm.table.UnreadableTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;

/// CSV (RFC 4180, UTF-8) by FastCSV, XLSX by fastexcel. Safe for concurrent use.
public class LibraryTables implements TableFiles {

  private static final String SHEET = "Sheet1";

  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  @Override
  public TableWriter write(TableFormat format, OutputStream out) throws IOException {
    return switch (format) {
      case CSV -> new Csv(out);
      case XLSX -> new Xlsx(out);
    };
  }

  @Override
  public void read(TableFormat format, byte[] content, Consumer<Row> row) {
    switch (format) {
      case CSV -> readCsv(content, row);
      case XLSX -> readXlsx(content, row);
    }
  }

  private static final class Csv implements TableWriter {

    private final CsvWriter writer;

    Csv(OutputStream out) {
      writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void row(List<String> cells) {
      writer.writeRecord(cells);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private static final class Xlsx implements TableWriter {

    /// Rows that are kept until they are compressed.
    private static final int FLUSH = 500;

    /// What a cell of a spreadsheet has room for; what is longer is cut.
    private static final int MAX_CELL = 32_767;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    private static String cut(String cell) {
      return cell.length() > MAX_CELL ? cell.substring(0, MAX_CELL) : cell;
    }

    Xlsx(OutputStream out) {
      workbook = new Workbook(out, "Liaison", null);
      sheet = workbook.newWorksheet(SHEET);
    }

    @Override
    public void row(List<String> cells) throws IOException {
      for (int column = 0; column < cells.size(); column++) {
        sheet.inlineString(row, column, cut(cells.get(column)));
      }
      row++;
      if (row % FLUSH == 0) {
        sheet.flush();
      }
    }

    @Override
    public void close() throws IOException {
      workbook.finish();
    }
  }

  /// What is not UTF-8 is found before any of its rows is used: letters that are lost would be
  /// written into records.
  private static void readCsv(byte[] content, Consumer<Row> row) {
    try (Reader text = utf8(content)) {
      var _ = text.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UnreadableTable("not CSV in UTF-8", e);
    }
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(utf8(content))) {
      reader.forEach(
          record -> row.accept(new Row((int) record.getStartingLineNumber(), record.getFields())));
    } catch (CsvParseException e) {
      throw new UnreadableTable("not CSV: " + e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableTable("not CSV", e);
    }
  }

  /// Behind the mark of the byte order. The parser passes over that in files only, not in streams.
  private static Reader utf8(byte[] content) {
    int length = BYTE_ORDER_MARK.length;
    boolean marked =
        content.length >= length && Arrays.equals(content, 0, length, BYTE_ORDER_MARK, 0, length);
    int start = marked ? length : 0;
    return new InputStreamReader(
        new ByteArrayInputStream(content, start, content.length - start),
        StandardCharsets.UTF_8.newDecoder());
  }

  /// The first sheet.
  private static void readXlsx(byte[] content, Consumer<Row> row) {
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(new ByteArrayInputStream(content), WITH_FORMATS);
        var rows = workbook.getFirstSheet().openStream()) {
      var sheet = SheetCells.of(workbook.isDate1904());
      rows.forEach(
          read -> {
            List<String> cells = cells(sheet, read);
            if (!cells.isEmpty()) {
              row.accept(new Row(read.getRowNum(), cells));
            }
          });
    } catch (IOException | UncheckedIOException | ExcelReaderException e) {
      throw new UnreadableTable("not an XLSX file", e);
    }
  }

  /// Its row has the name of ours.
  private static List<String> cells(SheetCells sheet, org.dhatim.fastexcel.reader.Row row) {
    var cells = new ArrayList<String>(row.getCellCount());
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(sheet.text(row.getCell(i)));
    }
    return cells;
  }
}
