package dev.liaison.crm.export;

import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/// The file of an export, in documents of a megabyte: it is where the data is, for every server
/// over it. Used by one thread.
final class ExportFile extends OutputStream {

  private static final String KIND = "export-file";
  private static final int CHUNK = 1 << 20;

  private final Store store;
  private final long portal;
  private final long id;
  private final byte[] chunk = new byte[CHUNK];
  private int filled;
  private int chunks;

  ExportFile(Store store, long portal, long id) {
    this.store = store;
    this.portal = portal;
    this.id = id;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    int from = start;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, CHUNK - filled);
      System.arraycopy(bytes, from, chunk, filled, count);
      filled += count;
      from += count;
      left -= count;
      if (filled == CHUNK) {
        keep();
      }
    }
  }

  /// Keeps what is left.
  @Override
  public void close() {
    if (filled > 0) {
      keep();
    }
  }

  private void keep() {
    byte[] content = Arrays.copyOf(chunk, filled);
    String name = name(id, chunks);
    boolean _ =
        store.write(
            portal,
            tx -> {
              tx.putDocument(KIND, name, content);
              return true;
            });
    chunks++;
    filled = 0;
  }

  private static String name(long id, int chunk) {
    return id + "/" + chunk;
  }

  static void remove(Transaction tx, long id) {
    for (int i = 0; tx.document(KIND, name(id, i)).isPresent(); i++) {
      tx.removeDocument(KIND, name(id, i));
    }
  }

  static byte[] read(Store store, long portal, long id) {
    return store.read(
        portal,
        snapshot -> {
          var all = new ByteArrayOutputStream();
          Optional<byte[]> next = snapshot.document(KIND, name(id, 0));
          for (int i = 1; next.isPresent(); i++) {
            all.writeBytes(next.get());
            next = snapshot.document(KIND, name(id, i));
          }
          return all.toByteArray();
        });
  }
}
