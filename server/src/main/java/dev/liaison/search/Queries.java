package dev.liaison.search;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.Condition;
import dev.liaison.crm.search.Condition.Bound;
import dev.liaison.crm.search.IndexQuery;
import dev.liaison.crm.search.IndexQuery.Order;
import dev.liaison.crm.search.IndexedField;
import dev.liaison.crm.search.IndexedField.Kind;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Conditions and orders in the words of Lucene, over the fields of [DocumentForm].
final class Queries {

  private final ObjectTypeId type;

  private Queries(ObjectTypeId type) {
    this.type = type;
  }

  static Query of(IndexQuery query) {
    Query condition = new Queries(query.type()).of(query.condition());
    return ofOneType(query.condition())
        ? condition
        : new BooleanQuery.Builder()
            .add(new TermQuery(new Term(DocumentForm.TYPE, query.type().toString())), Occur.FILTER)
            .add(condition, Occur.FILTER)
            .build();
  }

  /// Whether only records of the type can meet it, because they alone have the field: the type need
  /// not be looked at for each then.
  private static boolean ofOneType(Condition condition) {
    return switch (condition) {
      case Condition.OneOf _,
          Condition.OneOfNumbers _,
          Condition.TextRange _,
          Condition.NumberRange _,
          Condition.Present _,
          Condition.Like _,
          Condition.WholeLike _,
          Condition.Ids _ ->
          true;
      case Condition.Not _ -> false;
      case Condition.All(var all) -> all.stream().anyMatch(Queries::ofOneType);
      case Condition.Any(var any) -> any.stream().allMatch(Queries::ofOneType);
    };
  }

  static Sort sort(IndexQuery query) {
    var byId = new SortField(DocumentForm.ID, SortField.Type.LONG);
    SortField first =
        query
            .order()
            .map(order -> sort(query.type(), order))
            .orElseGet(
                () ->
                    LongField.newSortField(
                        DocumentForm.CREATED, false, SortedNumericSelector.Type.MIN));
    return new Sort(first, byId);
  }

  private static SortField sort(ObjectTypeId type, Order order) {
    String name = DocumentForm.name(type, order.field());
    boolean descending = order.descending();
    return switch (order.field().kind()) {
      case NUMBER ->
          DoubleField.newSortField(
              name,
              descending,
              SortedNumericSelector.Type.MIN,
              descending ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      case TEXT -> new SortField(name, SortField.Type.STRING, descending, missing(descending));
      case WORDS ->
          new SortedSetSortField(name, descending, SortedSetSelector.Type.MIN, missing(descending));
    };
  }

  /// What has no value comes last.
  private static Object missing(boolean descending) {
    return descending ? SortField.STRING_FIRST : SortField.STRING_LAST;
  }

  private Query of(Condition condition) {
    return switch (condition) {
      case Condition.OneOf(IndexedField field, var values) -> oneOf(field, values);
      case Condition.OneOfNumbers(IndexedField field, var numbers) ->
          DoubleField.newSetQuery(
              name(field), numbers.stream().mapToDouble(Double::doubleValue).toArray());
      case Condition.TextRange(IndexedField field, var low, var high) -> range(field, low, high);
      case Condition.NumberRange(IndexedField field, double low, double high) ->
          DoubleField.newRangeQuery(name(field), low, high);
      case Condition.Present(IndexedField field) -> new FieldExistsQuery(name(field));
      case Condition.Like(IndexedField field, String pattern) ->
          field.kind() == Kind.TEXT ? token(name(field), pattern) : like(name(field), pattern);
      case Condition.WholeLike(IndexedField field, String pattern) -> like(name(field), pattern);
      case Condition.Ids(var ids) ->
          new TermInSetQuery(
              DocumentForm.REF,
              ids.stream().map(id -> new BytesRef(new ObjectRef(type, id).toString())).toList());
      case Condition.Not(Condition other) ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(of(other), Occur.MUST_NOT)
              .build();
      case Condition.All(List<Condition> all) ->
          all.isEmpty() ? MatchAllDocsQuery.INSTANCE : combined(all, Occur.FILTER);
      case Condition.Any(List<Condition> any) ->
          any.isEmpty() ? MatchNoDocsQuery.INSTANCE : combined(any, Occur.SHOULD);
    };
  }

  private Query combined(List<Condition> conditions, Occur occur) {
    var builder = new BooleanQuery.Builder();
    conditions.forEach(condition -> builder.add(of(condition), occur));
    return builder.build();
  }

  private Query oneOf(IndexedField field, Collection<String> values) {
    List<BytesRef> terms = values.stream().map(DocumentForm::term).toList();
    return terms.size() == 1
        ? new TermQuery(new Term(name(field), terms.getFirst()))
        : new TermInSetQuery(name(field), terms);
  }

  private Query range(
      IndexedField field, @Nullable Bound<String> low, @Nullable Bound<String> high) {
    return new TermRangeQuery(
        name(field),
        low == null ? null : DocumentForm.term(low.value()),
        high == null ? null : DocumentForm.term(high.value()),
        low != null && low.included(),
        high != null && high.included());
  }

  /// A token that a text has, or is.
  private static Query token(String field, String pattern) {
    return new BooleanQuery.Builder()
        .add(like(DocumentForm.tokens(field), pattern), Occur.SHOULD)
        .add(
            OneWord.decidesFirstWord(pattern)
                ? like(field, pattern)
                : OneWord.query(field, pattern),
            Occur.SHOULD)
        .build();
  }

  private static Query like(String field, String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return new TermQuery(new Term(field, pattern));
    }
    if (star == pattern.length() - 1) {
      return new PrefixQuery(new Term(field, pattern.substring(0, star)));
    }
    return new WildcardQuery(new Term(field, pattern.replace("\\", "\\\\").replace("?", "\\?")));
  }

  private String name(IndexedField field) {
    return DocumentForm.name(type, field);
  }
}
