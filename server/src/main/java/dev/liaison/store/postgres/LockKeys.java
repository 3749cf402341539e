package dev.liaison.store.postgres;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;

/// Numbers of the locks that transactions take before they read what they are going to rely on: of
/// things that are there and of things that are not. Two things with one number only wait for each
/// other without need.
final class LockKeys {

  private static final long RECORD = 1;
  private static final long UNIQUE = 2;
  private static final long DOCUMENTS = 3;
  private static final long PORTAL = 4;
  private static final long START = 5;

  private LockKeys() {}

  /// A record with its values, its history and its links.
  static long record(long portal, ObjectRef ref) {
    return mix(mix(mix(RECORD, portal), type(ref.type())), ref.id());
  }

  static long unique(long portal, ObjectTypeId type, String property, String value) {
    return mix(mix(mix(mix(UNIQUE, portal), type(type)), hash(property)), hash(value));
  }

  /// The documents of one kind.
  static long documents(long portal, String kind) {
    return mix(mix(DOCUMENTS, portal), hash(kind));
  }

  /// Everything of a portal: shared by most transactions.
  static long portal(long portal) {
    return mix(PORTAL, portal);
  }

  /// What only one server does at a time when it starts.
  static long start() {
    return mix(START, 0);
  }

  private static long type(ObjectTypeId type) {
    return (long) type.metaType() << 32 | type.number();
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash, text.charAt(i));
    }
    return hash;
  }

  /// Every bit of both changes every bit of the result (the finalizer of SplitMix64).
  private static long mix(long state, long value) {
    long z = state * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
