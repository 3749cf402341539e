package dev.liaison.crm.list;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Document;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// The folders that lists are in: a tree under the root, which has the id 0. Safe for concurrent
/// use.
public final class ListFolders {

  public static final long ROOT = 0;

  private static final String FOLDERS = "list-folder";

  private final Store store;
  private final InstantSource clock;

  public ListFolders(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// @param createdAt epoch milliseconds, as `updatedAt`
  public record Folder(long id, long parent, String name, long createdAt, long updatedAt) {}

  /// A folder and what is in it.
  ///
  /// @param lists their ids
  public record Tree(Folder folder, List<Tree> folders, List<Long> lists) {}

  /// @throws CrmException with [Problem.UnknownListFolder]
  public Tree tree(Caller caller, long id) {
    return store.read(caller.portal(), snapshot -> tree(snapshot, id));
  }

  /// @throws CrmException with [Problem.UnknownListFolder], [Problem.InvalidList]
  public Tree create(Caller caller, long parent, String name) {
    requireName(name);
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          require(tx, parent);
          var folder = new Folder(StoredLists.next(tx, "folder"), parent, name, at, at);
          put(tx, folder);
          return new Tree(folder, List.of(), List.of());
        });
  }

  /// @throws CrmException with [Problem.UnknownListFolder], [Problem.InvalidList]
  public Tree rename(Caller caller, long id, String name) {
    requireName(name);
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          Folder folder = requireOwn(tx, id);
          put(tx, new Folder(id, folder.parent(), name, folder.createdAt(), at));
          return tree(tx, id);
        });
  }

  /// @throws CrmException with [Problem.UnknownListFolder]; with [Problem.InvalidList] when the new
  ///   parent is in the folder
  public Tree move(Caller caller, long id, long parent) {
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          Folder folder = requireOwn(tx, id);
          for (long above = parent; above != ROOT; above = require(tx, above).parent()) {
            if (above == id) {
              throw invalid("A folder cannot be moved into itself");
            }
          }
          put(tx, new Folder(id, parent, folder.name(), folder.createdAt(), at));
          return tree(tx, id);
        });
  }

  /// Removes an empty folder.
  ///
  /// @throws CrmException with [Problem.UnknownListFolder]; with [Problem.InvalidList] when
  ///   something is in it
  public void delete(Caller caller, long id) {
    store.write(
        caller.portal(),
        tx -> {
          requireOwn(tx, id);
          Tree tree = tree(tx, id);
          if (!tree.folders().isEmpty() || !tree.lists().isEmpty()) {
            throw invalid("Folder " + id + " is not empty");
          }
          tx.removeDocument(FOLDERS, Long.toString(id));
          return true;
        });
  }

  static boolean exists(Snapshot snapshot, long id) {
    return id == ROOT || snapshot.document(FOLDERS, Long.toString(id)).isPresent();
  }

  /// @throws CrmException with [Problem.UnknownListFolder]
  static Folder require(Snapshot snapshot, long id) {
    return id == ROOT
        ? new Folder(ROOT, ROOT, "", 0, 0)
        : snapshot
            .document(FOLDERS, Long.toString(id))
            .map(ListFolders::read)
            .orElseThrow(() -> new CrmException(new Problem.UnknownListFolder(id)));
  }

  private static Folder requireOwn(Snapshot snapshot, long id) {
    if (id == ROOT) {
      throw invalid("The root folder cannot be changed");
    }
    return require(snapshot, id);
  }

  private static Tree tree(Snapshot snapshot, long id) {
    List<Folder> all =
        snapshot.documents(FOLDERS).values().stream()
            .map(ListFolders::read)
            .sorted(Comparator.comparingLong(Folder::id))
            .toList();
    return tree(require(snapshot, id), all, StoredLists.all(snapshot));
  }

  private static Tree tree(Folder folder, List<Folder> all, List<RecordList> lists) {
    return new Tree(
        folder,
        all.stream()
            .filter(child -> child.parent() == folder.id())
            .map(child -> tree(child, all, lists))
            .toList(),
        lists.stream()
            .filter(list -> !list.deleted() && list.folder() == folder.id())
            .map(RecordList::id)
            .toList());
  }

  private static void put(Transaction tx, Folder folder) {
    tx.putDocument(
        FOLDERS,
        Long.toString(folder.id()),
        new Document.Writer()
            .number("id", folder.id())
            .number("parent", folder.parent())
            .text("name", folder.name())
            .number("createdAt", folder.createdAt())
            .number("updatedAt", folder.updatedAt())
            .bytes());
  }

  private static Folder read(byte[] content) {
    Document document = Document.of(content);
    return new Folder(
        document.number("id"),
        document.number("parent"),
        document.text("name"),
        document.number("createdAt"),
        document.number("updatedAt"));
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw invalid("Every folder must have a name");
    }
  }

  private static CrmException invalid(String reason) {
    return new CrmException(new Problem.InvalidList(reason));
  }
}
