package dev.liaison.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Store;
import dev.liaison.http.Families;
import dev.liaison.http.Granted;
import dev.liaison.http.NamedFamily;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Routes;
import dev.liaison.http.Scope;
import dev.liaison.http.Sunset;
import dev.liaison.store.rocks.RocksStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  private static final NamedFamily LEGACY = new NamedFamily("legacy");
  private static final NamedFamily MODERN = new NamedFamily("modern");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
  private static final Token ALL = new Token("all", new Granted.All(), CLOCK.instant());
  private static final Scope WRITE = new Scope("crm.objects.deals.write", Set.of("contacts"));

  private final Store store = RocksStore.inMemory();
  private final Tokens tokens = Tokens.load(store, 1, CLOCK);

  @AfterEach
  void close() {
    store.close();
  }

  private String call(boolean queryCredentials, String target, String authorization) {
    var pipeline =
        new Pipeline(
            new Routes(List.of(route("/old/v1/x", LEGACY), route("/crm/v3/x", MODERN))),
            new Families(LEGACY, MODERN),
            new Sunset.Off(),
            List.of(),
            List.of(new Authentication(tokens, queryCredentials), new ScopeCheck()));
    String[] parts = (target + "?").split("\\?", -1);
    var headers = authorization.isEmpty() ? Map.of() : Map.of("authorization", authorization);
    Response response =
        pipeline.handle(
            new Request(
                "GET",
                parts[0],
                Query.parse(parts[1]),
                name -> (String) headers.get(name.toLowerCase(Locale.ROOT)),
                () -> new byte[0]));
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  private static Route route(String template, NamedFamily family) {
    return new Route(
        "GET",
        template,
        "Test",
        family,
        request -> List.of(WRITE),
        request -> Response.json(200, request.grant().app().getBytes(StandardCharsets.UTF_8)),
        null);
  }

  @Test
  void aBearerTokenOpensBothFamilies() {
    tokens.add("good", ALL);

    assertEquals("200 all", call(true, "/crm/v3/x", "Bearer good"));
    assertEquals("200 all", call(true, "/old/v1/x", "bearer good"));
    assertEquals("401 modern BadCredentials", call(true, "/crm/v3/x", "Bearer bad"));
    assertEquals("401 modern NoCredentials", call(true, "/crm/v3/x", ""));
    assertEquals("401 modern NoCredentials", call(true, "/crm/v3/x", "Basic Z29vZA=="));
  }

  @Test
  void onlyLegacyRoutesTakeCredentialsFromTheQuery() {
    tokens.add("good", ALL);

    assertEquals("200 all", call(true, "/old/v1/x?hapikey=good&hapikey=bad", ""));
    assertEquals("200 all", call(true, "/old/v1/x?access_token=good", ""));
    assertEquals("401 modern NoCredentials", call(true, "/crm/v3/x?hapikey=good", ""));
    assertEquals("401 legacy NoCredentials", call(false, "/old/v1/x?hapikey=good", ""));
  }

  @Test
  void theHeaderGoesBeforeTheQueryAndTheKeyBeforeTheToken() {
    tokens.add("good", ALL);

    assertEquals("401 legacy BadCredentials", call(true, "/old/v1/x?hapikey=good", "Bearer bad"));
    assertEquals("200 all", call(true, "/old/v1/x?access_token=bad&hapikey=good", ""));
  }

  @Test
  void aMissingScopeIsRefusedUnlessAnotherGrantsTheSame() {
    tokens.add("none", new Token("none", Token.scopes("crm.objects.deals.read"), CLOCK.instant()));
    tokens.add("old", new Token("old", Token.scopes("contacts"), CLOCK.instant()));

    assertEquals("403 modern MissingScopes", call(true, "/crm/v3/x", "Bearer none"));
    assertEquals("200 old", call(true, "/crm/v3/x", "Bearer old"));
  }

  @Test
  void tokensOutliveTheProcessUntilTheyAreRevoked() {
    tokens.add("kept", new Token("app", Token.scopes("a,b c"), CLOCK.instant()));
    tokens.addForNow("passing", ALL);

    Tokens reloaded = Tokens.load(store, 1, CLOCK);
    assertEquals(1, reloaded.all().size());
    assertEquals("a b c", reloaded.all().values().iterator().next().scopeText());
    assertTrue(reloaded.find("kept").isPresent());
    assertEquals(1, reloaded.revoke(reloaded.all().keySet().iterator().next().substring(0, 12)));
    assertTrue(reloaded.find("kept").isEmpty());
    assertEquals(Map.of(), Tokens.load(store, 1, CLOCK).all());
  }

  @Test
  void aTokensNameAndScopesAreWords() {
    var scopes = new Granted.Only(Set.of("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> new Token("a b", scopes, CLOCK.instant()));
    assertThrows(IllegalArgumentException.class, () -> new Token("a", scopes, CLOCK.instant()));
  }

  @Test
  void theFirstTokenIsInAFileOfItsOwner(@TempDir Path directory) throws Exception {
    var made = (FirstToken.Notice.New) FirstToken.inDirectory(tokens, directory);
    Path file = directory.resolve("token");

    assertTrue(made.token().matches("pat-[0-9A-Za-z]{30}"));
    assertEquals(made.token() + "\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("200 first", call(true, "/crm/v3/x", "Bearer " + made.token()));
    assertEquals(new FirstToken.Notice.InFile(file), FirstToken.inDirectory(tokens, directory));
  }

  @Test
  void aFirstTokenThatWasRevokedStaysSo(@TempDir Path directory) {
    var made = (FirstToken.Notice.New) FirstToken.inDirectory(tokens, directory);
    assertEquals(1, tokens.revoke(tokens.all().keySet().iterator().next()));

    FirstToken.inDirectory(Tokens.load(store, 1, CLOCK), directory);

    assertTrue(Tokens.load(store, 1, CLOCK).find(made.token()).isEmpty());
  }

  @Test
  void aFileThatACrashLeftIsTakenUp(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("token"), "pat-left\n");

    FirstToken.inDirectory(tokens, directory);

    assertEquals("200 first", call(true, "/crm/v3/x", "Bearer pat-left"));
  }
}
