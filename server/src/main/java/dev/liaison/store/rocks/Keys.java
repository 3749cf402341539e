package dev.liaison.store.rocks;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.UniqueText;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.transfer.Item;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of one portal. Bytes that sort, unsigned, as the values do: portal (4), then mostly
/// type (1 for the meta type, 4 for the number), id (8). Part of the stored form.
final class Keys {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final List<AssociationKey.Category> CATEGORIES =
      List.of(AssociationKey.Category.values());

  private static final int NEAR = 8;

  private static final int TYPE = 4;
  private static final int ID = TYPE + 5;
  private static final int RECORD_LENGTH = ID + 8;
  private static final int TO_TYPE = RECORD_LENGTH;
  private static final int TO_ID = TO_TYPE + 5;

  /// Length of the part of an association's key that names its two records.
  static final int PAIR_LENGTH = TO_ID + 8;

  private static final int ASSOCIATION_LENGTH = PAIR_LENGTH + 5;
  private static final int UPDATED_AT = ID;
  private static final int UPDATED_ID = UPDATED_AT + 8;

  private final int portal;

  Keys(long portal) {
    if (portal >>> 32 != 0) {
      throw new IllegalArgumentException("not a portal id: " + portal);
    }
    this.portal = (int) portal;
  }

  /// All records of a type: prefix of [Family#RECORD], [Family#LIVE], [Family#ARCHIVED],
  /// [Family#UPDATED].
  byte[] type(ObjectTypeId type) {
    return typed(ID, type);
  }

  byte[] record(ObjectRef ref) {
    return record(ref.type(), ref.id());
  }

  byte[] record(ObjectTypeId type, long id) {
    byte[] key = typed(RECORD_LENGTH, type);
    LONG.set(key, ID, id);
    return key;
  }

  static long recordId(byte[] key) {
    return (long) LONG.get(key, ID);
  }

  /// Whether two records are of one type and have ids between which there is little.
  static boolean near(byte[] record, byte[] next) {
    return Arrays.equals(record, 0, ID, next, 0, ID) && recordId(next) - recordId(record) <= NEAR;
  }

  byte[] updated(ObjectRef ref, long updatedAt) {
    byte[] key = typed(UPDATED_ID + 8, ref.type());
    LONG.set(key, UPDATED_AT, newestFirst(updatedAt));
    LONG.set(key, UPDATED_ID, ref.id());
    return key;
  }

  static long updatedAt(byte[] key) {
    return newestFirst((long) LONG.get(key, UPDATED_AT));
  }

  static long updatedId(byte[] key) {
    return (long) LONG.get(key, UPDATED_ID);
  }

  byte[] association(ObjectRef from, ObjectRef to, AssociationKey type) {
    byte[] key = pair(ASSOCIATION_LENGTH, from, to.type(), to.id());
    key[PAIR_LENGTH] = (byte) code(type.category());
    INT.set(key, PAIR_LENGTH + 1, type.typeId());
    return key;
  }

  byte[] pair(ObjectRef from, ObjectRef to) {
    return pair(PAIR_LENGTH, from, to.type(), to.id());
  }

  byte[] pair(ObjectRef from, ObjectTypeId toType, long toId) {
    return pair(PAIR_LENGTH, from, toType, toId);
  }

  /// All links of a record to a type.
  byte[] targets(ObjectRef from, ObjectTypeId toType) {
    byte[] key = Arrays.copyOf(record(from), TO_ID);
    setType(key, TO_TYPE, toType);
    return key;
  }

  static ObjectRef target(byte[] key) {
    return new ObjectRef(type(key, TO_TYPE), targetId(key));
  }

  static long targetId(byte[] key) {
    return (long) LONG.get(key, TO_ID);
  }

  static boolean leadsTo(byte[] key, ObjectRef target) {
    return targetId(key) == target.id()
        && (int) INT.get(key, TO_TYPE + 1) == target.type().number()
        && key[TO_TYPE] == target.type().metaType();
  }

  static AssociationKey associationKey(byte[] key) {
    return new AssociationKey(category(key[PAIR_LENGTH]), (int) INT.get(key, PAIR_LENGTH + 1));
  }

  /// The stored form of a category.
  @SuppressWarnings("EnumOrdinal")
  static int code(AssociationKey.Category category) {
    return category.ordinal();
  }

  static AssociationKey.Category category(int code) {
    return CATEGORIES.get(code);
  }

  byte[] unique(ObjectTypeId type, String property, String value) {
    byte[] text = UniqueText.of(value).getBytes(StandardCharsets.UTF_8);
    return named(type(type), property, text);
  }

  /// All versions of a property: prefix of [Family#HISTORY].
  byte[] history(ObjectRef ref, String property) {
    return named(record(ref), property, new byte[0]);
  }

  /// The version of a property that was added as the `sequence`-th; of two with one time the later
  /// addition is the newer.
  byte[] history(ObjectRef ref, String property, long at, long sequence) {
    byte[] suffix = new byte[16];
    LONG.set(suffix, 0, newestFirst(at));
    LONG.set(suffix, 8, newestFirst(sequence));
    return named(record(ref), property, suffix);
  }

  /// All that a family has of the portal.
  byte[] portal() {
    byte[] key = new byte[4];
    INT.set(key, 0, portal);
    return key;
  }

  byte[] change(long sequence) {
    byte[] key = Arrays.copyOf(portal(), 12);
    LONG.set(key, 4, sequence);
    return key;
  }

  static long sequence(byte[] key) {
    return (long) LONG.get(key, 4);
  }

  /// All documents of a kind.
  byte[] documents(String kind) {
    return named(portal(), kind, new byte[0]);
  }

  byte[] document(String kind, String name) {
    return named(portal(), kind, name.getBytes(StandardCharsets.UTF_8));
  }

  // --- What a key of any portal says ------------------------------------------------------------

  static long portal(byte[] key) {
    return Integer.toUnsignedLong((int) INT.get(key, 0));
  }

  /// The record that a key begins with.
  static ObjectRef ref(byte[] key) {
    return new ObjectRef(type(key, TYPE), recordId(key));
  }

  /// The claim that a key of [Family#UNIQUE] is.
  static Item.Claim claim(byte[] key, long id) {
    int end = nameEnd(key, ID);
    return new Item.Claim(
        portal(key), type(key, TYPE), nameAt(key, ID), UniqueText.of(name(key, end)), id);
  }

  /// The earlier value that a key of [Family#HISTORY] is of.
  static Item.Version version(byte[] key, PropertyValue value) {
    long sequence = newestFirst((long) LONG.get(key, nameEnd(key, RECORD_LENGTH) + 8));
    return new Item.Version(portal(key), ref(key), nameAt(key, RECORD_LENGTH), value, sequence);
  }

  /// The document that a key of [Family#DOCUMENT] is of.
  static Item.Document document(byte[] key, byte[] content) {
    return new Item.Document(
        portal(key), nameAt(key, TYPE), name(key, nameEnd(key, TYPE)), content);
  }

  private static String nameAt(byte[] key, int at) {
    return new String(key, at + 2, nameEnd(key, at) - at - 2, StandardCharsets.UTF_8);
  }

  /// Where a name with its length before it ends.
  private static int nameEnd(byte[] key, int at) {
    return at + 2 + ((key[at] & 0xff) << 8 | key[at + 1] & 0xff);
  }

  /// The text that a key ends with.
  static String name(byte[] key, int from) {
    return new String(key, from, key.length - from, StandardCharsets.UTF_8);
  }

  static byte[] ofLong(long value) {
    byte[] bytes = new byte[8];
    LONG.set(bytes, 0, value);
    return bytes;
  }

  static long toLong(byte[] bytes) {
    return (long) LONG.get(bytes, 0);
  }

  private byte[] typed(int length, ObjectTypeId type) {
    byte[] key = new byte[length];
    INT.set(key, 0, portal);
    setType(key, TYPE, type);
    return key;
  }

  private byte[] pair(int length, ObjectRef from, ObjectTypeId toType, long toId) {
    byte[] key = typed(length, from.type());
    LONG.set(key, ID, from.id());
    setType(key, TO_TYPE, toType);
    LONG.set(key, TO_ID, toId);
    return key;
  }

  private static ObjectTypeId type(byte[] key, int at) {
    return new ObjectTypeId(key[at], (int) INT.get(key, at + 1));
  }

  private static void setType(byte[] key, int at, ObjectTypeId type) {
    key[at] = (byte) type.metaType();
    INT.set(key, at + 1, type.number());
  }

  /// `head`, the name with its length before it so that no name is the beginning of another,
  /// `tail`.
  private static byte[] named(byte[] head, String name, byte[] tail) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (text.length > 0xffff) {
      throw new IllegalArgumentException("a name of " + text.length + " bytes");
    }
    byte[] key = Arrays.copyOf(head, head.length + 2 + text.length + tail.length);
    key[head.length] = (byte) (text.length >> 8);
    key[head.length + 1] = (byte) text.length;
    System.arraycopy(text, 0, key, head.length + 2, text.length);
    System.arraycopy(tail, 0, key, head.length + 2 + text.length, tail.length);
    return key;
  }

  /// The key that all keys with a prefix come before, and no others behind it; null when there is
  /// none.
  static byte @Nullable [] after(byte[] prefix) {
    int last = prefix.length - 1;
    while (last >= 0 && prefix[last] == (byte) 0xff) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    byte[] end = Arrays.copyOf(prefix, last + 1);
    end[last]++;
    return end;
  }

  /// Turns the order of signed numbers round; applied twice it gives the number back.
  private static long newestFirst(long number) {
    return number ^ Long.MAX_VALUE;
  }
}
