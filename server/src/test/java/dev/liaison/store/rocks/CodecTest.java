package dev.liaison.store.rocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecTest {

  private static final ObjectTypeId CUSTOM = new ObjectTypeId(2, 999_999_999);
  private static final ObjectRef REF = new ObjectRef(CUSTOM, 1L << 53);
  private static final Keys KEYS = new Keys(0xffff_ffffL);

  @Test
  void recordsComeBack() {
    Stamp shared = new Stamp(-5, "API", null, null);
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("long", new PropertyValue("ü".repeat(40_000), shared));
    properties.put("empty", new PropertyValue("", shared));
    properties.put("own", new PropertyValue("x", new Stamp(Long.MAX_VALUE, "", "id", -1L)));
    CrmRecord record = new CrmRecord(REF, 1, Long.MAX_VALUE, 3, 4, properties);
    assertEquals(record, RecordCodec.decode(REF, RecordCodec.encode(record)));
    assertEquals(17, RecordCodec.decode(REF, RecordCodec.encode(record), 17).updatedAt());
    CrmRecord bare = new CrmRecord(REF, 0, 0, 0, 0, Map.of());
    assertEquals(bare, RecordCodec.decode(REF, RecordCodec.encode(bare)));
  }

  @Test
  void changesComeBack() {
    List<AssociationKey> keys =
        List.of(
            AssociationKey.hubspotDefined(Integer.MAX_VALUE),
            new AssociationKey(AssociationKey.Category.INTEGRATOR_DEFINED, 1));
    for (Change change :
        List.of(
            new Change.Created(REF, Map.of("a", "ü")),
            new Change.Updated(REF, Map.of()),
            new Change.Archived(REF),
            new Change.Erased(REF),
            new Change.Merged(REF, new ObjectRef(CUSTOM, 1)),
            new Change.Associated(REF, new ObjectRef(CUSTOM, 2), keys),
            new Change.Dissociated(REF, new ObjectRef(CUSTOM, 2), List.of()))) {
      assertEquals(
          new LoggedChange(8, 9, "API", change),
          ChangeCodec.decode(8, ChangeCodec.encode(change, 9, "API")));
    }
  }

  @Test
  void formsOfLaterVersionsAreRefused() {
    byte[] change = ChangeCodec.encode(new Change.Archived(REF), 1, "");
    // version, at, length of the source, tag
    change[3] = 77;
    assertRefused("of kind 77", () -> ChangeCodec.decode(1, change));
    byte[] record = RecordCodec.encode(new CrmRecord(REF, 0, 0, 0, 0, Map.of()));
    record[0] = 2;
    assertRefused("record of form 2", () -> RecordCodec.decode(REF, record));
  }

  @Test
  void keysSortAsTheirValues() {
    List<byte[]> records =
        List.of(
            new Keys(1).record(new ObjectTypeId(0, 1), 300),
            new Keys(1).record(new ObjectTypeId(0, 2), 5),
            new Keys(1).record(new ObjectTypeId(0, 2), 256),
            new Keys(1).record(new ObjectTypeId(2, 1), 1),
            new Keys(256).record(new ObjectTypeId(0, 1), 1),
            KEYS.record(REF));
    for (int i = 1; i < records.size(); i++) {
      assertTrue(Arrays.compareUnsigned(records.get(i - 1), records.get(i)) < 0, "at " + i);
    }
    assertTrue(Arrays.compareUnsigned(KEYS.updated(REF, 2), KEYS.updated(REF, 1)) < 0);
    assertTrue(Arrays.compareUnsigned(KEYS.updated(REF, 0), KEYS.updated(REF, -1)) < 0);
    assertTrue(
        Arrays.compareUnsigned(KEYS.history(REF, "a", 1, 2), KEYS.history(REF, "a", 1, 1)) < 0);
  }

  @Test
  void theEndOfAPrefixIsBehindAllThatBeginWithIt() {
    assertArrayEquals(new byte[] {1, 3}, Keys.after(new byte[] {1, 2}));
    assertArrayEquals(new byte[] {1, (byte) 0x80}, Keys.after(new byte[] {1, 0x7f}));
    assertArrayEquals(new byte[] {2}, Keys.after(new byte[] {1, -1, -1}));
    assertNull(Keys.after(new byte[] {-1, -1}));
    assertNull(Keys.after(new byte[0]));
  }

  @Test
  void keysGiveTheirPartsBack() {
    AssociationKey type = new AssociationKey(AssociationKey.Category.USER_DEFINED, 70_000);
    byte[] link = KEYS.association(new ObjectRef(new ObjectTypeId(0, 1), 7), REF, type);
    assertEquals(REF, Keys.target(link));
    assertEquals(type, Keys.associationKey(link));
    assertEquals(REF.id(), Keys.recordId(KEYS.record(REF)));
    assertEquals(-7, Keys.updatedAt(KEYS.updated(REF, -7)));
    assertEquals(REF.id(), Keys.updatedId(KEYS.updated(REF, 3)));
    assertEquals(9, Keys.sequence(KEYS.change(9)));
    assertThrows(IllegalArgumentException.class, () -> new Keys(1L << 32));
    assertThrows(IllegalArgumentException.class, () -> new Keys(-1));
  }

  private static void assertRefused(String reason, Runnable read) {
    String message = assertThrows(IllegalStateException.class, read::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
