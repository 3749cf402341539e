package dev.liaison.access;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.http.Request.Grant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The tokens of one portal. Only their SHA-256 is kept, in the store and, for all of them, in
/// memory; what other servers over the same store change is known within a second. Safe for
/// concurrent use.
public final class Tokens {

  private static final String KIND = "token";
  private static final String DEPLOYMENT = "deployment";
  private static final String FIRST = "first-token";
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /// 30 characters of 62: 178 bits.
  private static final int RANDOM_LENGTH = 30;

  private final Store store;
  private final long portal;
  private final Clock clock;

  /// Held from the moment a change goes to the store until it is in memory too, and while the
  /// stored tokens are read again: a reading from before a change never takes its place.
  private final ReentrantLock changing = new ReentrantLock();

  /// What the store holds, by hash. Never changed, but replaced.
  private volatile Map<String, Entry> stored = Map.of();

  /// What only this process accepts, by hash.
  private final Map<String, Entry> forNow = new ConcurrentHashMap<>();

  private record Entry(byte[] hash, Token token, Grant grant) {}

  private Tokens(Store store, long portal, Clock clock) {
    this.store = store;
    this.portal = portal;
    this.clock = clock;
  }

  /// The tokens that the store holds, now and later.
  public static Tokens load(Store store, long portal, Clock clock) {
    var tokens = new Tokens(store, portal, clock);
    store.onDocumentsChanged(portal, KIND, tokens::reload);
    tokens.reload();
    return tokens;
  }

  private void reload() {
    changing.lock();
    try {
      var read = new HashMap<String, Entry>();
      Map<String, byte[]> documents = store.read(portal, snapshot -> snapshot.documents(KIND));
      documents.forEach((hash, content) -> read.put(hash, entry(hash, Token.ofDocument(content))));
      stored = Map.copyOf(read);
    } finally {
      changing.unlock();
    }
  }

  /// A new random token; nothing knows it yet.
  public static String random() {
    var token = new StringBuilder("pat-");
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      token.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return token.toString();
  }

  /// Whether a first token was made, also if it was revoked since.
  boolean firstWasMade() {
    return store.read(portal, Tokens::hadFirst);
  }

  private static boolean hadFirst(Snapshot snapshot) {
    return snapshot.document(DEPLOYMENT, FIRST).isPresent();
  }

  /// Accepts the first token from now on, unless there was one before, of another server for
  /// instance; a deployment has one only.
  ///
  /// @return whether it is the first
  boolean addFirst(String token, Token properties) {
    return add(
        token,
        properties,
        transaction -> {
          boolean first = !hadFirst(transaction);
          if (first) {
            transaction.putDocument(DEPLOYMENT, FIRST, new byte[0]);
          }
          return first;
        });
  }

  /// Accepts a token from now on, also after a restart.
  public void add(String token, Token properties) {
    boolean _ = add(token, properties, _ -> true);
  }

  /// @param allowed whether it is to be added, asked within the transaction
  private boolean add(String token, Token properties, Predicate<Transaction> allowed) {
    String hash = hash(token);
    changing.lock();
    try {
      boolean added =
          store.write(
              portal,
              transaction -> {
                boolean add = allowed.test(transaction);
                if (add) {
                  transaction.putDocument(KIND, hash, properties.document());
                }
                return add;
              });
      if (added) {
        var more = new HashMap<>(stored);
        more.put(hash, entry(hash, properties));
        stored = Map.copyOf(more);
      }
      return added;
    } finally {
      changing.unlock();
    }
  }

  /// Accepts a token as long as this process runs.
  public void addForNow(String token, Token properties) {
    String hash = hash(token);
    forNow.put(hash, entry(hash, properties));
  }

  /// Refuses the stored tokens whose hash starts so from now on, on every server.
  ///
  /// @return how many there were
  public int revoke(String hashPrefix) {
    changing.lock();
    try {
      List<String> revoked =
          store.write(
              portal,
              transaction -> {
                List<String> hashes =
                    transaction.documents(KIND).keySet().stream()
                        .filter(hash -> hash.startsWith(hashPrefix))
                        .toList();
                hashes.forEach(hash -> transaction.removeDocument(KIND, hash));
                return hashes;
              });
      var left = new HashMap<>(stored);
      left.keySet().removeAll(Set.copyOf(revoked));
      stored = Map.copyOf(left);
      return revoked.size();
    } finally {
      changing.unlock();
    }
  }

  /// All stored tokens by their hash.
  public Map<String, Token> all() {
    var all = new TreeMap<String, Token>();
    stored.forEach((hash, entry) -> all.put(hash, entry.token));
    return all;
  }

  /// What a token lets its holder do; empty when it is not one of ours.
  public Optional<Grant> find(String token) {
    byte[] hash = sha256(token);
    String hex = HEX.formatHex(hash);
    Entry passing = forNow.get(hex);
    Entry entry = passing == null ? stored.get(hex) : passing;
    return entry != null && MessageDigest.isEqual(entry.hash, hash)
        ? Optional.of(entry.grant)
        : Optional.empty();
  }

  public Clock clock() {
    return clock;
  }

  private Entry entry(String hash, Token token) {
    return new Entry(
        HEX.parseHex(hash), token, new Grant(Caller.api(portal), token.name(), token.scopes()));
  }

  private static String hash(String token) {
    return HEX.formatHex(sha256(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
