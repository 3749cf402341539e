package dev.liaison.crm.search;

import dev.liaison.crm.property.PropertyDefinition;

/// A property as it is indexed. One that becomes another kind of property is another field.
public record IndexedField(String property, Kind kind) {

  /// How values compare.
  public enum Kind {
    /// As text, whatever the case.
    TEXT,
    /// As one or several words, which `;` divides, in the case they are in.
    WORDS,
    /// As numbers; dates and times are epoch milliseconds.
    NUMBER
  }

  public static IndexedField of(PropertyDefinition definition) {
    return new IndexedField(
        definition.name(),
        switch (definition.type()) {
          case "number", "date", "datetime" -> Kind.NUMBER;
          case "enumeration", "bool" -> Kind.WORDS;
          default -> Kind.TEXT;
        });
  }
}
