package dev.liaison.crm.transfer;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/// Numbers items: the first 64 bits of the SHA-256 of everything in one, written in one form,
/// whatever store it comes from. The numbers are stored with a copy that is under way. Used by one
/// thread at a time.
final class Fingerprint {

  private static final int SHA_256_LENGTH = 32;

  private final MessageDigest sha256;
  private final byte[] digest = new byte[SHA_256_LENGTH];
  private ByteBuffer form = ByteBuffer.allocate(1024);

  Fingerprint() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  long of(Item item) {
    form.clear();
    number(item.portal());
    switch (item) {
      case Item.Stored(_, CrmRecord record) -> record(record);
      case Item.Version version -> {
        ref(version.ref());
        text(version.property());
        value(version.value());
        number(version.sequence());
      }
      case Item.Claim claim -> {
        type(claim.type());
        text(claim.property());
        text(claim.value());
        number(claim.id());
      }
      case Item.Linked link -> {
        ref(link.from());
        ref(link.to());
        key(link.key());
      }
      case Item.Logged(_, LoggedChange change) -> change(change);
      case Item.Document document -> {
        text(document.collection());
        text(document.name());
        bytes(document.content());
      }
    }
    sha256.update(form.array(), 0, form.position());
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 of another length", e);
    }
    return ByteBuffer.wrap(digest).getLong();
  }

  /// The number of a link's two records in their order, less that of the same the other way round.
  static long oneWay(Item.Linked link) {
    long from = mix(mix(link.portal(), number(link.from().type())), link.from().id());
    long to = mix(mix(link.portal(), number(link.to().type())), link.to().id());
    return mix(from, to) - mix(to, from);
  }

  private void record(CrmRecord record) {
    ref(record.ref());
    number(record.createdAt());
    number(record.updatedAt());
    number(record.archivedAt());
    number(record.mergedInto());
    number(record.properties().size());
    record
        .properties()
        .forEach(
            (name, value) -> {
              text(name);
              value(value);
            });
  }

  private void change(LoggedChange logged) {
    number(logged.sequence());
    number(logged.at());
    text(logged.source());
    Change change = logged.change();
    ref(change.ref());
    switch (change) {
      case Change.Created created -> properties(1, created.properties());
      case Change.Updated updated -> properties(2, updated.properties());
      case Change.Archived _ -> number(3);
      case Change.Merged merged -> {
        number(4);
        ref(merged.merged());
      }
      case Change.Associated made -> link(5, made.to(), made.keys());
      case Change.Dissociated gone -> link(6, gone.to(), gone.keys());
      case Change.Erased _ -> number(7);
    }
  }

  private void properties(int kind, Map<String, String> properties) {
    number(kind);
    number(properties.size());
    properties.forEach(
        (name, value) -> {
          text(name);
          text(value);
        });
  }

  private void link(int kind, ObjectRef to, List<AssociationKey> keys) {
    number(kind);
    ref(to);
    number(keys.size());
    keys.forEach(this::key);
  }

  private void value(PropertyValue value) {
    Stamp stamp = value.stamp();
    String sourceId = stamp.sourceId();
    Long userId = stamp.userId();
    text(value.value());
    number(stamp.at());
    text(stamp.source());
    number((sourceId == null ? 0 : 1) | (userId == null ? 0 : 2));
    if (sourceId != null) {
      text(sourceId);
    }
    if (userId != null) {
      number(userId);
    }
  }

  private void ref(ObjectRef ref) {
    type(ref.type());
    number(ref.id());
  }

  private void type(ObjectTypeId type) {
    number(number(type));
  }

  private void key(AssociationKey key) {
    text(key.category().name());
    number(key.typeId());
  }

  private void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) {
    number(bytes.length);
    room(bytes.length);
    form.put(bytes);
  }

  private void number(long number) {
    room(Long.BYTES);
    form.putLong(number);
  }

  private void room(int more) {
    if (form.remaining() < more) {
      int length = Math.max(2 * form.capacity(), Math.addExact(form.position(), more));
      form = ByteBuffer.allocate(length).put(form.flip());
    }
  }

  private static long number(ObjectTypeId type) {
    return (long) type.metaType() << 32 | type.number();
  }

  /// Every bit of both changes every bit of the result (the finalizer of SplitMix64).
  private static long mix(long state, long value) {
    long z = state * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
