package dev.liaison.store.rocks;

import java.nio.charset.StandardCharsets;

/// Reads what [ByteWriter] wrote.
final class ByteReader {

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int readByte() {
    return bytes[position++] & 0xff;
  }

  long readLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | readByte();
    }
    return value;
  }

  long readVarint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int readCount() {
    return Math.toIntExact(readVarint());
  }

  String readText() {
    int length = readCount();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /// Reads the first byte of a value and refuses a form that only a later version of Liaison can
  /// know.
  void expectVersion(int version, String what) {
    int found = readByte();
    if (found != version) {
      throw new IllegalStateException(
          "stored " + what + " of form " + found + ", this version reads form " + version);
    }
  }
}
