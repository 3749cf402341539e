package dev.liaison.wire.modern.splits;

import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.property.Times;
import dev.liaison.crm.split.DealSplit;
import dev.liaison.crm.split.DealSplit.Share;
import dev.liaison.crm.split.DealSplits.OfDeal;
import dev.liaison.crm.split.DealSplits.Wanted;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// Deal splits (modern-api.md 3.1). Safe for concurrent use.
public final class DealSplits {

  private static final int MAX_INPUTS = 100;

  private static final Pattern PERCENTAGE = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?");

  private final Crm crm;
  private final ModernErrors errors;

  public DealSplits(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Version version : Version.WITH_OBJECTS) {
      for (String base : version.dealSplits()) {
        routes.add(route(version, base + "/batch/read", this::read));
        routes.add(route(version, base + "/batch/upsert", this::upsert));
      }
    }
    return routes;
  }

  private Route route(Version version, String template, Handler handler) {
    List<Scope> scopes = List.of(Scopes.named("crm.dealsplits.read_write"));
    return new ModernArea("Deal splits", version, "", errors)
        .route("POST", template, _ -> scopes, handler);
  }

  private Response read(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    List<Long> ids = inputs(request).stream().map(DealSplits::id).distinct().toList();
    return answer(request, answer, ids, crm.splits().read(request.caller(), ids));
  }

  private Response upsert(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    List<Wanted> wanted = new ArrayList<>();
    for (Fields input : inputs(request)) {
      input.require("splits");
      List<Share> shares = input.objects("splits").stream().map(DealSplits::share).toList();
      wanted.add(new Wanted(id(input), shares));
    }
    List<Long> ids = wanted.stream().map(Wanted::dealId).toList();
    return answer(request, answer, ids, crm.splits().replace(request.caller(), wanted));
  }

  private Response answer(
      Request request, BatchAnswer answer, List<Long> ids, List<Optional<OfDeal>> found) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (found.get(i).isEmpty()) {
        missing.add(Long.toString(ids.get(i)));
      }
    }
    List<StandardError> problems =
        missing.isEmpty()
            ? List.of()
            : List.of(errors.missing(crm.catalogue(request.caller()).types().byId(DEAL), missing));
    return answer.complete(
        200,
        problems,
        json -> found.stream().flatMap(Optional::stream).forEach(deal -> write(json, deal)));
  }

  private static List<Fields> inputs(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("inputs");
    List<Fields> inputs = body.objects("inputs");
    if (inputs.size() > MAX_INPUTS) {
      throw new RefusalException(new Refusal.TooMany("inputs", MAX_INPUTS, inputs.size()));
    }
    return inputs;
  }

  private static long id(Fields input) {
    return RecordIds.required(input, "id");
  }

  private static Share share(Fields split) {
    split.require("ownerId", "percentage");
    String percentage = split.text("percentage").orElseThrow();
    if (!PERCENTAGE.matcher(percentage).matches()) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              split.path("percentage"), "'" + percentage + "' is not a part of 1"));
    }
    return new Share(RecordIds.required(split, "ownerId"), new BigDecimal(percentage));
  }

  /// Their two properties are documented, and no more.
  private static void write(JsonGenerator json, OfDeal deal) {
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(deal.dealId()));
    json.writeArrayPropertyStart("splits");
    for (DealSplit split : deal.splits()) {
      String at = Times.isoDateTime(split.createdAt());
      json.writeStartObject();
      json.writeStringProperty("id", Long.toString(split.id()));
      json.writeObjectPropertyStart("properties");
      json.writeStringProperty(
          "hs_deal_split_percentage",
          split.share().percentage().stripTrailingZeros().toPlainString());
      json.writeStringProperty("hubspot_owner_id", Long.toString(split.share().ownerId()));
      json.writeEndObject();
      json.writeStringProperty("createdAt", at);
      json.writeStringProperty("updatedAt", at);
      json.writeBooleanProperty("archived", false);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
