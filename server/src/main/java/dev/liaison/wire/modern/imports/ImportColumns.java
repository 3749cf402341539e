package dev.liaison.wire.modern.imports;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.imports.Column;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.AssociationSpecs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Reads the `columnMappings` of an import, which refer to each other across its files (HubSpot's
/// guide).
///
/// @param mappings those of all files
record ImportColumns(Catalogue catalogue, List<Fields> mappings) {

  private static final String RECORD_ID = "HUBSPOT_OBJECT_ID";
  private static final String ALTERNATE_ID = "HUBSPOT_ALTERNATE_ID";
  private static final String LABEL = "FLEXIBLE_ASSOCIATION_LABEL";
  private static final String SAME_OBJECT = "ASSOCIATION_KEYS";

  /// What a column can be. A property whose values are unique names a record in any case.
  private static final Set<String> COLUMN_TYPES =
      Set.of(RECORD_ID, ALTERNATE_ID, LABEL, SAME_OBJECT, "STANDARD");

  private static final String FROM = "columnObjectTypeId";
  private static final String TO = "toColumnObjectTypeId";
  private static final String LINK = "foreignKeyType";
  private static final String IDENTIFIER = "associationIdentifierColumn";

  /// Older clients say `idColumnType` for `columnType` and `columnObjectType` for
  /// `columnObjectTypeId`.
  Column read(Fields column) {
    column.require("columnName");
    String name = name(column);
    String kind =
        column.text("columnType").or(() -> column.text("idColumnType")).orElse("STANDARD");
    if (!COLUMN_TYPES.contains(kind)) {
      throw invalid(
          column,
          "columnType",
          "'" + kind + "' is not one of " + COLUMN_TYPES.stream().sorted().toList());
    }
    if (kind.equals(LABEL)) {
      column.require(TO);
      return new Column.Labels(name, from(column), to(column));
    }
    if (kind.equals(SAME_OBJECT) || column.has(TO) || column.has(LINK)) {
      return others(column, kind);
    }
    Optional<String> property = property(column);
    if (!kind.equals(RECORD_ID) && property.isEmpty()) {
      return new Column.Ignored(name);
    }
    return kind.equals(RECORD_ID) || property.get().equals("hs_object_id")
        ? new Column.RecordId(name, from(column))
        : new Column.Property(name, from(column), property.get(), kind.equals(ALTERNATE_ID));
  }

  private Column others(Fields column, String kind) {
    ObjectTypeId from = from(column);
    Optional<AssociationKey> key =
        column
            .object(LINK)
            .map(link -> AssociationSpecs.key(link, "associationCategory", "associationTypeId"));
    if (!kind.equals(SAME_OBJECT) && !column.has(TO)) {
      return new Column.Others(
          name(column), from, end(from, key.orElseThrow()), Optional.empty(), key);
    }
    ObjectTypeId to = column.has(TO) ? to(column) : from;
    Optional<String> property =
        kind.equals(RECORD_ID)
            ? Optional.empty()
            : property(column)
                .or(() -> identifier(to, name(column)))
                .or(() -> kind.equals(SAME_OBJECT) ? Optional.of("hs_object_id") : Optional.empty())
                .or(
                    () -> {
                      throw invalid(
                          column, TO, "No file has a column that identifies the records of " + to);
                    })
                .filter(word -> !word.equals("hs_object_id"));
    return new Column.Others(name(column), from, to, property, key);
  }

  /// Where an older mapping leads: it names only the type of the association, to record ids.
  private ObjectTypeId end(ObjectTypeId from, AssociationKey key) {
    return catalogue
        .associationTypes()
        .from(from, key)
        .map(AssociationType::to)
        .flatMap(catalogue.types()::find)
        .orElseThrow(() -> new CrmException(new Problem.UnknownAssociationType(from, null, key)))
        .id();
  }

  /// The property of the column of the records of a type that they are known by: the one that is
  /// marked, else the one with this name.
  private Optional<String> identifier(ObjectTypeId type, String name) {
    List<Fields> candidates =
        mappings.stream()
            .filter(column -> !column.has(TO) && property(column).isPresent())
            .filter(column -> from(column).equals(type))
            .toList();
    Predicate<Fields> marked = column -> column.bool(IDENTIFIER).orElse(false);
    Predicate<Fields> named = column -> name(column).equals(name);
    return first(candidates, marked.and(named))
        .or(() -> first(candidates, marked))
        .or(() -> first(candidates, named));
  }

  private static Optional<String> first(List<Fields> columns, Predicate<Fields> wanted) {
    return columns.stream().filter(wanted).findFirst().flatMap(ImportColumns::property);
  }

  private static String name(Fields column) {
    return column.text("columnName").orElse("");
  }

  private static Optional<String> property(Fields column) {
    return column.text("propertyName").filter(word -> !word.isEmpty());
  }

  private ObjectTypeId from(Fields column) {
    Optional<String> word = column.text(FROM).or(() -> column.text("columnObjectType"));
    if (word.isEmpty()) {
      throw new RefusalException(new Refusal.MissingFields(List.of(FROM)));
    }
    return catalogue.types().resolve(word.get()).id();
  }

  private ObjectTypeId to(Fields column) {
    return catalogue.types().resolve(column.text(TO).orElseThrow()).id();
  }

  private static RefusalException invalid(Fields object, String field, String message) {
    return new RefusalException(new Refusal.InvalidValue(object.path(field), message));
  }
}
