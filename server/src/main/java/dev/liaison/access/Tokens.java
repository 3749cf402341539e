package dev.liaison.access;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Store;
import dev.liaison.http.Request.Grant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The tokens of one portal. Only their SHA-256 is kept, in memory and in the store. Safe for
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
  private final Map<String, Entry> byHash = new ConcurrentHashMap<>();

  private record Entry(byte[] hash, Token token, Grant grant) {}

  private Tokens(Store store, long portal, Clock clock) {
    this.store = store;
    this.portal = portal;
    this.clock = clock;
  }

  /// The tokens that the store holds.
  public static Tokens load(Store store, long portal, Clock clock) {
    var tokens = new Tokens(store, portal, clock);
    Map<String, byte[]> documents = store.read(portal, snapshot -> snapshot.documents(KIND));
    documents.forEach((hash, content) -> tokens.keep(hash, Token.ofDocument(content)));
    return tokens;
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
    return store.read(portal, snapshot -> snapshot.document(DEPLOYMENT, FIRST).isPresent());
  }

  /// Accepts the first token from now on, and remembers that there was one.
  void addFirst(String token, Token properties) {
    add(token, properties, true);
  }

  /// Accepts a token from now on, also after a restart.
  public void add(String token, Token properties) {
    add(token, properties, false);
  }

  private void add(String token, Token properties, boolean first) {
    String hash = hash(token);
    store.write(
        portal,
        transaction -> {
          transaction.putDocument(KIND, hash, properties.document());
          if (first) {
            transaction.putDocument(DEPLOYMENT, FIRST, new byte[0]);
          }
          return hash;
        });
    keep(hash, properties);
  }

  /// Accepts a token as long as this process runs.
  public void addForNow(String token, Token properties) {
    keep(hash(token), properties);
  }

  /// Refuses the tokens whose hash starts so from now on.
  ///
  /// @return how many there were
  public int revoke(String hashPrefix) {
    var hashes = byHash.keySet().stream().filter(hash -> hash.startsWith(hashPrefix)).toList();
    for (String hash : hashes) {
      store.write(
          portal,
          transaction -> {
            transaction.removeDocument(KIND, hash);
            return hash;
          });
      byHash.remove(hash);
    }
    return hashes.size();
  }

  /// All tokens by their hash.
  public Map<String, Token> all() {
    var all = new TreeMap<String, Token>();
    byHash.forEach((hash, entry) -> all.put(hash, entry.token));
    return all;
  }

  /// What a token lets its holder do; empty when it is not one of ours.
  Optional<Grant> find(String token) {
    byte[] hash = sha256(token);
    Entry entry = byHash.get(HEX.formatHex(hash));
    return entry != null && MessageDigest.isEqual(entry.hash, hash)
        ? Optional.of(entry.grant)
        : Optional.empty();
  }

  public Clock clock() {
    return clock;
  }

  private void keep(String hash, Token token) {
    byHash.put(
        hash,
        new Entry(
            HEX.parseHex(hash),
            token,
            new Grant(Caller.api(portal), token.name(), token.scopes())));
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
