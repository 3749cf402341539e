package dev.liaison.crm.object;

import java.util.List;
import java.util.Optional;

/// What a caller says of a schema; what is empty stays as it is, or takes its usual value.
public record SchemaInput(
    Optional<String> singular,
    Optional<String> plural,
    Optional<String> description,
    Optional<String> primary,
    Optional<List<String>> secondary,
    Optional<List<String>> required,
    Optional<List<String>> searchable,
    Optional<Boolean> restorable) {}
