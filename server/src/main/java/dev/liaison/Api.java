package dev.liaison;

import dev.liaison.access.Authentication;
import dev.liaison.access.ScopeCheck;
import dev.liaison.access.Tokens;
import dev.liaison.control.Liveness;
import dev.liaison.control.Pages;
import dev.liaison.control.Readiness;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.FileWork;
import dev.liaison.crm.Store;
import dev.liaison.crm.search.SearchIndex;
import dev.liaison.http.Families;
import dev.liaison.http.Handler;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Routes;
import dev.liaison.limits.RateLimits;
import dev.liaison.migration.LegacyCalls;
import dev.liaison.migration.MigrationRoute;
import dev.liaison.table.LibraryTables;
import dev.liaison.wire.json.EmailHeaders;
import dev.liaison.wire.legacy.LegacyApi;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacySettings;
import dev.liaison.wire.legacy.Wording;
import dev.liaison.wire.modern.ModernApi;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.account.TokenInfo;
import dev.liaison.wire.modern.exports.ExportFiles;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The whole API over one store, without a socket.
///
/// @param entry answers every request; safe for concurrent use
public record Api(Crm crm, Tokens tokens, LegacyCalls legacyCalls, Routes routes, Handler entry) {

  /// @param background runs the work that goes on behind an answer
  static Api over(
      Store store,
      Catalogue catalogue,
      Config config,
      Clock clock,
      SearchIndex.Opening index,
      Executor background) {
    var crm = Crm.over(store, catalogue.with(EmailHeaders::values), clock, index);
    var files = FileWork.over(store, crm, new LibraryTables(), background);
    var tokens = Tokens.load(store, config.portal(), clock);
    var legacyCalls = new LegacyCalls(store, config.portal(), clock);
    var modern = new ModernErrors(crm.catalogues());
    var families = new Families(new LegacyErrors(Wording.COMMON), modern);
    var legacy = new LegacySettings(config.lenientObjectType());
    var limits =
        new RateLimits(config.rateLimit(), config.dailyLimit(), config.account().timeZone(), clock);
    var routes =
        new Routes(
            Stream.of(
                    LegacyApi.routes(crm, legacy, config.account(), limits),
                    ModernApi.routes(crm, files, config.account(), limits),
                    new TokenInfo(tokens::find, catalogue.types()).routes(modern),
                    new MigrationRoute(legacyCalls, clock).routes(modern))
                .flatMap(List::stream)
                .toList());
    var exportFiles = new ExportFiles(files.exports(), modern, clock);
    var entry =
        new Pipeline(
            routes,
            families,
            config.sunset(),
            List.of(new Liveness(), new Readiness(store), new Pages(), exportFiles),
            List.of(
                new Authentication(tokens, config.legacyQueryCredentials()),
                legacyCalls,
                new ScopeCheck(),
                limits));
    return new Api(crm, tokens, legacyCalls, routes, entry);
  }
}
