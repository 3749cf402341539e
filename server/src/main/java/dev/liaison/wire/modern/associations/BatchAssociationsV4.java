package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Associations.Outcome;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.association.Associations.Start;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/// The batches of associations v4 and their dated forms (modern-api.md 3.2). Safe for concurrent
/// use.
public final class BatchAssociationsV4 {

  /// Documented for create; the other writes take as many.
  private static final int MAX_WRITES = 2_000;

  /// Documented.
  private static final int MAX_READS = 1_000;

  private final Crm crm;
  private final Associations associations;
  private final ModernErrors errors;
  private final ObjectScopes scopes;
  private final InstantSource clock;

  public BatchAssociationsV4(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.associations = crm.associations();
    this.errors = errors;
    this.scopes = new ObjectScopes(crm.catalogues());
    this.clock = crm.clock();
  }

  public List<Route> routes() {
    return Version.WITH_LABELS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    ScopeRule read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    ScopeRule write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    return List.of(
        route(version, "create", write, this::create),
        route(version, "associate/default", write, this::associate),
        route(version, "read", read, request -> read(request, version)),
        route(version, "archive", write, request -> archive(request, version)),
        route(version, "labels/archive", write, request -> archiveLabels(request, version)));
  }

  private Route route(Version version, String verb, ScopeRule rule, Handler handler) {
    return new ModernArea(
            "Associations",
            version,
            version.associations() + "/{fromObjectType}/{toObjectType}/batch/",
            errors)
        .route("POST", verb, rule, handler);
  }

  private Response create(Request request) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    List<Pair> pairs =
        Inputs.of(request, MAX_WRITES).stream()
            .map(input -> pair(ends, input, Inputs.types(input)))
            .toList();
    Outcome outcome = associations.relabelAll(request.caller(), pairs);
    return complete(answer, request, 201, 207, outcome, links(request)::labels);
  }

  /// Answers 200 with errors too: the descriptions know no other status for this call, put `errors`
  /// and `numErrors` into the model of its 200, and HubSpot's client throws on a 207.
  private Response associate(Request request) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    List<Pair> pairs =
        Inputs.of(request, MAX_WRITES).stream().map(input -> pair(ends, input, List.of())).toList();
    Outcome outcome = associations.associateAll(request.caller(), pairs);
    return complete(answer, request, 200, 200, outcome, links(request)::defaults);
  }

  private Response complete(
      BatchAnswer answer,
      Request request,
      int success,
      int withErrors,
      Outcome outcome,
      BiConsumer<JsonGenerator, Pair> result) {
    List<StandardError> refused =
        outcome.refused().stream()
            .map(entry -> errors.of(entry.problem(), request.caller().portal()))
            .toList();
    return answer.complete(
        success,
        withErrors,
        refused,
        json -> outcome.done().forEach(pair -> result.accept(json, pair)));
  }

  private Response read(Request request, Version version) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    List<Start> starts =
        Inputs.of(request, MAX_READS).stream()
            .map(input -> new Start(ends.fromRecord(Inputs.id(input)), after(input)))
            .toList();
    List<Page<Link>> pages =
        associations.linksOfEach(request.caller(), starts, ends.to().id(), AssociationsV4.PAGE);
    var misses = new ArrayList<StandardError>(0);
    for (int i = 0; i < starts.size(); i++) {
      if (none(starts.get(i), pages.get(i))) {
        misses.add(NoAssociations.of(ends, starts.get(i).from().id()));
      }
    }
    return answer.complete(
        200,
        misses,
        json -> {
          for (int i = 0; i < starts.size(); i++) {
            if (!none(starts.get(i), pages.get(i))) {
              page(json, request, version, ends, starts.get(i).from(), pages.get(i));
            }
          }
        });
  }

  /// A later page that is empty says nothing of the record.
  private static boolean none(Start start, Page<Link> page) {
    return page.items().isEmpty() && start.afterId() == 0;
  }

  private void page(
      JsonGenerator json,
      Request request,
      Version version,
      Ends ends,
      ObjectRef from,
      Page<Link> page) {
    json.writeStartObject();
    LinksJson.record(json, "from", from.id());
    json.writeArrayPropertyStart("to");
    links(request).links(json, ends, page.items());
    json.writeEndArray();
    if (page.hasMore()) {
      String path =
          version.objects()
              + "/"
              + from.type()
              + "/"
              + from.id()
              + "/associations/"
              + ends.to().id();
      Paging.write(json, request, path, page.items().getLast().to().id());
    }
    json.writeEndObject();
  }

  private Response archive(Request request, Version version) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    var pairs = new ArrayList<Pair>();
    for (Fields input : Inputs.of(request, MAX_WRITES)) {
      ObjectRef from = ends.fromRecord(Inputs.id(input, "from"));
      input.require("to");
      for (Fields to : input.objects("to")) {
        pairs.add(new Pair(from, ends.toRecord(Inputs.id(to)), List.of()));
      }
    }
    if (pairs.size() > MAX_WRITES) {
      throw new RefusalException(new Refusal.TooMany("associations", MAX_WRITES, pairs.size()));
    }
    associations.removeAll(request.caller(), pairs);
    return archived(answer, version);
  }

  private Response archiveLabels(Request request, Version version) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    List<Pair> pairs =
        Inputs.of(request, MAX_WRITES).stream()
            .map(input -> pair(ends, input, Inputs.types(input)))
            .toList();
    associations.removeAll(request.caller(), pairs);
    return archived(answer, version);
  }

  private LinksJson links(Request request) {
    return new LinksJson(crm.catalogue(request.caller()).associationTypes());
  }

  private static Response archived(BatchAnswer answer, Version version) {
    return version.archivedLinksAnswered()
        ? answer.complete(200, List.of(), json -> {})
        : Response.noContent();
  }

  private static Pair pair(Ends ends, Fields input, List<AssociationKey> keys) {
    return new Pair(
        ends.fromRecord(Inputs.id(input, "from")), ends.toRecord(Inputs.id(input, "to")), keys);
  }

  private static long after(Fields input) {
    Optional<String> text = input.text("after").filter(mark -> !mark.isEmpty());
    if (text.isEmpty()) {
      return 0;
    }
    return RecordIds.parse(text.get())
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.InvalidValue(
                        input.path("after"), "after is not the mark of a page: " + text.get())));
  }
}
