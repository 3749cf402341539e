package dev.liaison.store.rocks;

import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.transfer.Item;
import dev.liaison.crm.transfer.Kind;
import dev.liaison.crm.transfer.Marks;
import dev.liaison.crm.transfer.Page;
import dev.liaison.crm.transfer.Progress;
import dev.liaison.crm.transfer.TransferSource;
import dev.liaison.crm.transfer.TransferTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A data directory as one end of a copy. A position is the key of the last entry, in hexadecimal.
public final class RocksTransfer implements TransferTarget {

  private static final HexFormat HEX = HexFormat.of();

  private final Path directory;
  private final Database database;
  private final PendingWrites pending;
  private final Entries entries;

  private RocksTransfer(Path directory, Database database) {
    this.directory = directory;
    this.database = database;
    this.pending = new PendingWrites(database);
    this.entries = new Entries(database);
  }

  /// Opens a data directory that is there, to copy from it.
  ///
  /// @throws StoreOpenException when there is none, or it cannot be used
  public static TransferSource source(Path directory) {
    if (!DataDirectory.hasContent(directory)) {
      throw new StoreOpenException("no data directory " + directory);
    }
    return target(directory);
  }

  /// Opens a data directory to copy into it; makes it if it is missing.
  ///
  /// @throws StoreOpenException when it cannot be used
  public static TransferTarget target(Path directory) {
    return RocksStore.open(
        directory, RocksOptions.DEFAULT, database -> new RocksTransfer(directory, database));
  }

  /// How far the copy into a database is that has not ended.
  static Optional<Progress> progress(Database database) {
    return Optional.ofNullable(database.get(Family.META, Meta.COPY))
        .map(stored -> Progress.ofText(new String(stored, StandardCharsets.UTF_8)));
  }

  @Override
  public String name() {
    return directory.toString();
  }

  /// RocksDB gives one to each database that it makes.
  @Override
  public String identity() {
    Path file = directory.resolve("rocks").resolve("IDENTITY");
    try {
      return "rocks:" + Files.readString(file).strip();
    } catch (IOException e) {
      throw new StoreOpenException(directory + " cannot be used: no " + file, e);
    }
  }

  @Override
  public Marks marks() {
    return new Marks(number(Meta.NEXT_ID, Meta.FIRST_ID), number(Meta.SEQUENCE, 0));
  }

  private long number(byte[] key, long unlessThere) {
    byte[] stored = database.get(Family.META, key);
    return stored == null ? unlessThere : Keys.toLong(stored);
  }

  @Override
  public long estimate(Kind kind) {
    return database.estimateKeys(Entries.family(kind));
  }

  @Override
  public Page page(Kind kind, String after, int most) {
    byte[] last = HEX.parseHex(after);
    // The least key behind the last one is that with a zero byte more.
    byte[] start = after.equals(START) ? last : Arrays.copyOf(last, last.length + 1);
    return entries.page(kind, start, most, HEX::formatHex);
  }

  @Override
  public Optional<Progress> progress() {
    return progress(database);
  }

  @Override
  public void begin(Progress progress) {
    write(progress);
  }

  @Override
  public void add(Kind kind, List<Item> items, Progress progress) {
    items.forEach(item -> Entries.write(item, pending));
    write(progress);
  }

  private void write(Progress progress) {
    pending.put(Family.META, Meta.COPY, progress.text().getBytes(StandardCharsets.UTF_8));
    pending.keep();
    pending.commit();
  }

  @Override
  public void finish(Marks marks) {
    Marks own = marks();
    pending.put(Family.META, Meta.NEXT_ID, Keys.ofLong(Math.max(own.nextId(), marks.nextId())));
    pending.put(
        Family.META, Meta.SEQUENCE, Keys.ofLong(Math.max(own.sequence(), marks.sequence())));
    pending.remove(Family.META, Meta.COPY);
    pending.keep();
    pending.commit();
  }

  @Override
  public void close() {
    pending.reset();
    database.close();
  }
}
