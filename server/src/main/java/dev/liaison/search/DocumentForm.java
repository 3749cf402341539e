package dev.liaison.search;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexedField;
import dev.liaison.crm.search.IndexedRecord;
import dev.liaison.crm.search.IndexedValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// How a record lies in the index. A change of it needs a new [#VERSION].
///
/// Each property has fields of its own, named by its type, its kind and its name, because a field
/// of Lucene has one form in the whole index.
final class DocumentForm {

  static final int VERSION = 6;

  /// The record, as [ObjectRef#toString] writes it.
  static final String REF = "ref";

  static final String TYPE = "type";
  static final String ID = "id";
  static final String CREATED = "created";

  /// In UTF-8, well below what a term of Lucene can have.
  private static final int LONGEST_TERM = 1_024;

  /// Of private use.
  private static final char HASH_DIGITS = '\ue000';

  private static final FieldType WHOLE = whole(DocValuesType.SORTED);
  private static final FieldType WORD = whole(DocValuesType.SORTED_SET);
  private static final FieldType TOKEN = whole(DocValuesType.NONE);
  private static final FieldType KEY = TOKEN;

  private static FieldType whole(DocValuesType values) {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.setTokenized(false);
    type.setDocValuesType(values);
    type.freeze();
    return type;
  }

  /// The fields of a property.
  private record Names(String whole, String tokens) {}

  private final Map<IndexedField, Names> names = new HashMap<>();
  private final List<IndexableField> document = new ArrayList<>();
  private ObjectTypeId type = new ObjectTypeId(0, 0);
  private BytesRef typeTerm = new BytesRef();

  static Term key(ObjectRef ref) {
    return new Term(REF, ref.toString());
  }

  /// Not safe for concurrent use. The fields are good until the next call.
  Iterable<IndexableField> document(IndexedRecord record) {
    ObjectRef ref = record.ref();
    if (!ref.type().equals(type)) {
      type = ref.type();
      typeTerm = bytes(type.toString());
      names.clear();
    }
    document.clear();
    document.add(new TermField(REF, bytes(ref.toString()), KEY));
    document.add(new TermField(TYPE, typeTerm, KEY));
    document.add(new NumericDocValuesField(ID, ref.id()));
    document.add(new LongField(CREATED, record.createdAt(), Field.Store.NO));
    for (IndexedValue value : record.values()) {
      add(value);
    }
    return document;
  }

  private void add(IndexedValue value) {
    Names names = names(value.field());
    switch (value) {
      case IndexedValue.Numeric(_, double number) ->
          document.add(new DoubleField(names.whole(), number, Field.Store.NO));
      case IndexedValue.Words(_, var words) -> {
        for (String word : words) {
          document.add(new TermField(names.whole(), term(word), WORD));
        }
      }
      case IndexedValue.Text(_, String folded, var tokens) -> {
        document.add(new TermField(names.whole(), term(folded), WHOLE));
        for (String token : tokens) {
          if (!token.equals(folded)) {
            document.add(new TermField(names.tokens(), bytes(token), TOKEN));
          }
        }
      }
    }
  }

  private Names names(IndexedField field) {
    Names known = names.get(field);
    if (known == null) {
      String whole = name(type, field);
      known = new Names(whole, tokens(whole));
      names.put(field, known);
    }
    return known;
  }

  /// The field of whole values.
  static String name(ObjectTypeId type, IndexedField field) {
    char kind =
        switch (field.kind()) {
          case TEXT -> 't';
          case WORDS -> 'w';
          case NUMBER -> 'n';
        };
    return type + "/" + kind + "/" + field.property();
  }

  /// The field of the tokens of a text. A text that is one token is in [#name] only.
  static String tokens(String name) {
    return name + "/tokens";
  }

  /// A whole text or word. The rest of a long one is told by its hash, so that it still has its
  /// place in the order and is equal to itself only. A blank comes before the hash, so that it is
  /// not taken for one word, and the hash is of characters that no pattern has.
  static BytesRef term(String text) {
    BytesRef whole = bytes(text);
    if (whole.length <= LONGEST_TERM) {
      return whole;
    }
    int cut = LONGEST_TERM;
    while ((whole.bytes[cut] & 0xc0) == 0x80) {
      cut--;
    }
    byte[] hash = (" " + hash(whole)).getBytes(StandardCharsets.UTF_8);
    byte[] term = Arrays.copyOf(whole.bytes, cut + hash.length);
    System.arraycopy(hash, 0, term, cut, hash.length);
    return new BytesRef(term);
  }

  private static BytesRef bytes(String text) {
    return new BytesRef(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(BytesRef text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text.bytes, text.offset, text.length);
      var hash = new StringBuilder();
      for (byte one : digest.digest()) {
        hash.append((char) (HASH_DIGITS + (one & 0xff)));
      }
      return hash.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
