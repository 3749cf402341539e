package dev.liaison.crm.list;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.list.RecordList.Conversion;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.list.RecordList.Times;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a list is kept in a document. The filter tree is one line a node, in the order in which
/// people read it; a branch says how many parts follow.
final class ListForm {

  private static final String FILTER = "filter";

  private ListForm() {}

  static byte[] write(RecordList list) {
    var document = new Document.Writer();
    document
        .number("id", list.id())
        .number("version", list.version())
        .text("name", list.name())
        .text("type", list.type().toString())
        .text("processing", list.processing().name())
        .number("folder", list.folder())
        .number("createdAt", list.times().createdAt())
        .number("updatedAt", list.times().updatedAt())
        .number("filtersUpdatedAt", list.times().filtersUpdatedAt())
        .number("deletedAt", list.times().deletedAt())
        .number("convertedAt", list.times().convertedAt());
    list.conversion().ifPresent(conversion -> write(conversion, document));
    list.customProperties().forEach((name, value) -> document.row("custom", name, value));
    list.filter().ifPresent(filter -> write(filter, document));
    return document.bytes();
  }

  static RecordList read(byte[] content) {
    Document document = Document.of(content);
    var custom = new LinkedHashMap<String, String>();
    document.rows("custom").forEach(row -> custom.put(row.getFirst(), row.getLast()));
    Iterator<List<String>> nodes = document.rows(FILTER).iterator();
    return new RecordList(
        document.number("id"),
        (int) document.number("version"),
        document.textOr("name", ""),
        type(document.text("type")),
        Processing.valueOf(document.text("processing")),
        nodes.hasNext() ? Optional.of(filter(nodes)) : Optional.empty(),
        document.number("folder"),
        new Times(
            document.number("createdAt"),
            document.number("updatedAt"),
            document.number("filtersUpdatedAt"),
            document.number("deletedAt"),
            document.number("convertedAt")),
        document.rows("conversion").stream().map(ListForm::conversion).findFirst(),
        Map.copyOf(custom));
  }

  private static void write(Conversion conversion, Document.Writer document) {
    switch (conversion) {
      case Conversion.OnDate(int year, int month, int day) ->
          document.row("conversion", "date", year, month, day);
      case Conversion.AfterInactivity(int offset, String unit) ->
          document.row("conversion", "inactivity", offset, unit);
    }
  }

  private static Conversion conversion(List<String> row) {
    return row.getFirst().equals("date")
        ? new Conversion.OnDate(number(row, 1), number(row, 2), number(row, 3))
        : new Conversion.AfterInactivity(number(row, 1), row.get(2));
  }

  private static void write(ListFilter filter, Document.Writer document) {
    switch (filter) {
      case ListFilter.Any any -> branch("any", any, document);
      case ListFilter.All all -> branch("all", all, document);
      case ListFilter.NotAny any -> branch("not-any", any, document);
      case ListFilter.NotAll all -> branch("not-all", all, document);
      case ListFilter.Linked linked -> {
        document.row(
            FILTER,
            "linked",
            linked.parts().size(),
            linked.type(),
            linked.key().category(),
            linked.key().typeId());
        linked.parts().forEach(part -> write(part, document));
      }
      case ListFilter.InList(long list, boolean member) ->
          document.row(FILTER, "in-list", list, member);
      case ListFilter.OfProperty of -> {
        var cells = new ArrayList<Object>();
        cells.addAll(
            List.of("property", of.property(), of.operation(), of.operator(), of.orUnset()));
        cells.addAll(of.values());
        document.row(FILTER, cells.toArray());
      }
    }
  }

  private static void branch(String word, ListFilter.Branch branch, Document.Writer document) {
    document.row(FILTER, word, branch.parts().size());
    branch.parts().forEach(part -> write(part, document));
  }

  private static ListFilter filter(Iterator<List<String>> nodes) {
    List<String> node = nodes.next();
    return switch (node.getFirst()) {
      case "any" -> new ListFilter.Any(parts(node, nodes));
      case "all" -> new ListFilter.All(parts(node, nodes));
      case "not-any" -> new ListFilter.NotAny(parts(node, nodes));
      case "not-all" -> new ListFilter.NotAll(parts(node, nodes));
      case "linked" ->
          new ListFilter.Linked(
              type(node.get(2)),
              new AssociationKey(Category.valueOf(node.get(3)), number(node, 4)),
              parts(node, nodes));
      case "in-list" ->
          new ListFilter.InList(Long.parseLong(node.get(1)), Boolean.parseBoolean(node.get(2)));
      case "property" ->
          new ListFilter.OfProperty(
              node.get(1),
              Operation.valueOf(node.get(2)),
              node.get(3),
              List.copyOf(node.subList(5, node.size())),
              Boolean.parseBoolean(node.get(4)));
      default -> throw new IllegalStateException("a stored filter has the unknown node " + node);
    };
  }

  private static List<ListFilter> parts(List<String> node, Iterator<List<String>> nodes) {
    var parts = new ArrayList<ListFilter>();
    for (int i = number(node, 1); i > 0; i--) {
      parts.add(filter(nodes));
    }
    return List.copyOf(parts);
  }

  private static int number(List<String> row, int cell) {
    return Integer.parseInt(row.get(cell));
  }

  private static ObjectTypeId type(String text) {
    return ObjectTypeId.parse(text)
        .orElseThrow(() -> new IllegalStateException("a stored list has the type " + text));
  }
}
