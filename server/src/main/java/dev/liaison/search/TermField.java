package dev.liaison.search;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.StoredValue;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// One term of a field, which Lucene takes as it is and does not look for words in. A record has
/// some dozens of them.
///
/// @param fieldType neither tokenized nor stored
record TermField(String name, BytesRef binaryValue, FieldType fieldType) implements IndexableField {

  @Override
  public InvertableType invertableType() {
    return InvertableType.BINARY;
  }

  @Override
  public @Nullable TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
    return null;
  }

  @Override
  public @Nullable String stringValue() {
    return null;
  }

  @Override
  public @Nullable Reader readerValue() {
    return null;
  }

  @Override
  public @Nullable Number numericValue() {
    return null;
  }

  @Override
  public @Nullable StoredValue storedValue() {
    return null;
  }
}
