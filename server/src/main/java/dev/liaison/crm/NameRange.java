package dev.liaison.crm;

/// Names of documents, in the order of their characters: ASCII ones, which every store puts in the
/// same order.
///
/// @param from the first that may be in
/// @param before none from this one on is in
public record NameRange(String from, String before) {

  public boolean has(String name) {
    return name.compareTo(from) >= 0 && name.compareTo(before) < 0;
  }
}
