package dev.liaison.search;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexedField;
import dev.liaison.crm.search.IndexedRecord;
import dev.liaison.crm.search.IndexedValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// How a record lies in the index. A change of it needs a new [#VERSION].
///
/// Each property has fields of its own, named by its type, its kind and its name, because a field
/// of Lucene has one form in the whole index.
final class DocumentForm {

  static final int VERSION = 3;

  /// The record, as [ObjectRef#toString] writes it.
  static final String REF = "ref";

  static final String TYPE = "type";
  static final String ID = "id";
  static final String CREATED = "created";

  /// In UTF-8, well below what a term of Lucene can have.
  private static final int LONGEST_TERM = 1_024;

  private static final FieldType WHOLE = whole(DocValuesType.SORTED);
  private static final FieldType WORD = whole(DocValuesType.SORTED_SET);
  private static final FieldType TOKEN = new FieldType();

  static {
    TOKEN.setIndexOptions(IndexOptions.DOCS);
    TOKEN.setOmitNorms(true);
    TOKEN.setTokenized(false);
    TOKEN.freeze();
  }

  private static FieldType whole(DocValuesType values) {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.setTokenized(false);
    type.setDocValuesType(values);
    type.freeze();
    return type;
  }

  private final Map<IndexedField, String> names = new HashMap<>();
  private ObjectTypeId type = new ObjectTypeId(0, 0);

  static Term key(ObjectRef ref) {
    return new Term(REF, ref.toString());
  }

  /// Not safe for concurrent use.
  Document document(IndexedRecord record) {
    ObjectRef ref = record.ref();
    if (!ref.type().equals(type)) {
      type = ref.type();
      names.clear();
    }
    var document = new Document();
    document.add(new StringField(REF, ref.toString(), Field.Store.NO));
    document.add(new StringField(TYPE, ref.type().toString(), Field.Store.NO));
    document.add(new NumericDocValuesField(ID, ref.id()));
    document.add(new LongField(CREATED, record.createdAt(), Field.Store.NO));
    record.values().forEach(value -> add(document, value));
    return document;
  }

  private void add(Document document, IndexedValue value) {
    String name = names.computeIfAbsent(value.field(), field -> name(type, field));
    switch (value) {
      case IndexedValue.Numeric(_, double number) ->
          document.add(new DoubleField(name, number, Field.Store.NO));
      case IndexedValue.Words(_, var words) ->
          words.forEach(word -> document.add(new TermField(name, term(word), WORD)));
      case IndexedValue.Text(_, String folded, var tokens) -> {
        document.add(new TermField(name, term(folded), WHOLE));
        String ofTokens = tokens(name);
        tokens.forEach(token -> document.add(new TermField(ofTokens, new BytesRef(token), TOKEN)));
      }
    }
  }

  /// One term, which Lucene takes as it is and does not look for words in.
  private static final class TermField extends Field {

    TermField(String name, BytesRef term, FieldType type) {
      super(name, term, type);
    }

    @Override
    public InvertableType invertableType() {
      return InvertableType.BINARY;
    }
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

  /// The field of the tokens of a text.
  static String tokens(String name) {
    return name + "/tokens";
  }

  /// A whole text or word. The rest of a long one is told by its hash, so that it still has its
  /// place in the order and is equal to itself only.
  static BytesRef term(String text) {
    var whole = new BytesRef(text);
    if (whole.length <= LONGEST_TERM) {
      return whole;
    }
    byte[] cut = new byte[LONGEST_TERM + 64];
    System.arraycopy(whole.bytes, whole.offset, cut, 0, LONGEST_TERM);
    byte[] hash = hash(whole).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(hash, 0, cut, LONGEST_TERM, hash.length);
    return new BytesRef(cut);
  }

  private static String hash(BytesRef text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text.bytes, text.offset, text.length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
