package dev.liaison.crm.table;

/// The formats of files that are tables.
public enum TableFormat {
  CSV("csv"),
  XLSX("xlsx");

  private final String extension;

  TableFormat(String extension) {
    this.extension = extension;
  }

  /// What the name of such a file ends with, without the dot.
  public String extension() {
    return extension;
  }
}
