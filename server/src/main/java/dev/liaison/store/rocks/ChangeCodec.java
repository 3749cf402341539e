package dev.liaison.store.rocks;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stored form of an entry of the change log. The tags are part of it: append only.
final class ChangeCodec {

  private static final int VERSION = 1;
  private static final int CREATED = 1;
  private static final int UPDATED = 2;
  private static final int ARCHIVED = 3;
  private static final int MERGED = 4;
  private static final int ASSOCIATED = 5;
  private static final int DISSOCIATED = 6;
  private static final int ERASED = 7;

  private ChangeCodec() {}

  static byte[] encode(Change change, long at, String source) {
    ByteWriter out = new ByteWriter(64);
    out.writeByte(VERSION);
    out.writeVarint(at);
    out.writeText(source);
    out.writeByte(tag(change));
    writeRef(out, change.ref());
    switch (change) {
      case Change.Created created -> writeProperties(out, created.properties());
      case Change.Updated updated -> writeProperties(out, updated.properties());
      case Change.Archived _, Change.Erased _ -> {}
      case Change.Merged merged -> writeRef(out, merged.merged());
      case Change.Associated associated -> writeLink(out, associated.to(), associated.keys());
      case Change.Dissociated gone -> writeLink(out, gone.to(), gone.keys());
    }
    return out.toBytes();
  }

  static LoggedChange decode(long sequence, byte[] stored) {
    ByteReader in = new ByteReader(stored);
    in.expectVersion(VERSION, "change");
    long at = in.readVarint();
    String source = in.readText();
    int tag = in.readByte();
    ObjectRef ref = readRef(in);
    Change change =
        switch (tag) {
          case CREATED -> new Change.Created(ref, readProperties(in));
          case UPDATED -> new Change.Updated(ref, readProperties(in));
          case ARCHIVED -> new Change.Archived(ref);
          case ERASED -> new Change.Erased(ref);
          case MERGED -> new Change.Merged(ref, readRef(in));
          case ASSOCIATED -> new Change.Associated(ref, readRef(in), readKeys(in));
          case DISSOCIATED -> new Change.Dissociated(ref, readRef(in), readKeys(in));
          default ->
              throw new IllegalStateException(
                  "change " + sequence + " of kind " + tag + ", which this version does not know");
        };
    return new LoggedChange(sequence, at, source, change);
  }

  private static int tag(Change change) {
    return switch (change) {
      case Change.Created _ -> CREATED;
      case Change.Updated _ -> UPDATED;
      case Change.Archived _ -> ARCHIVED;
      case Change.Erased _ -> ERASED;
      case Change.Merged _ -> MERGED;
      case Change.Associated _ -> ASSOCIATED;
      case Change.Dissociated _ -> DISSOCIATED;
    };
  }

  private static void writeRef(ByteWriter out, ObjectRef ref) {
    out.writeByte(ref.type().metaType());
    out.writeVarint(ref.type().number());
    out.writeVarint(ref.id());
  }

  private static ObjectRef readRef(ByteReader in) {
    int metaType = in.readByte();
    return new ObjectRef(new ObjectTypeId(metaType, in.readCount()), in.readVarint());
  }

  private static void writeProperties(ByteWriter out, Map<String, String> properties) {
    out.writeVarint(properties.size());
    properties.forEach(
        (name, value) -> {
          out.writeText(name);
          out.writeText(value);
        });
  }

  private static Map<String, String> readProperties(ByteReader in) {
    int count = in.readCount();
    Map<String, String> properties = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      String name = in.readText();
      properties.put(name, in.readText());
    }
    return Collections.unmodifiableMap(properties);
  }

  private static void writeLink(ByteWriter out, ObjectRef to, List<AssociationKey> keys) {
    writeRef(out, to);
    out.writeVarint(keys.size());
    for (AssociationKey key : keys) {
      out.writeByte(Keys.code(key.category()));
      out.writeVarint(key.typeId());
    }
  }

  private static List<AssociationKey> readKeys(ByteReader in) {
    int count = in.readCount();
    List<AssociationKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      AssociationKey.Category category = Keys.category(in.readByte());
      keys.add(new AssociationKey(category, in.readCount()));
    }
    return Collections.unmodifiableList(keys);
  }
}
