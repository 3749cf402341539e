package dev.liaison.crm.property;

/// One version of a property of a record. Values are always text (legacy-api.md section 1); `""` is
/// a cleared property.
public record PropertyValue(String value, Stamp stamp) {}
