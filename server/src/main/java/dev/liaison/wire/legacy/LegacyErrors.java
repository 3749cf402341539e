package dev.liaison.wire.legacy;

import dev.liaison.crm.Problem;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.http.Family;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// The error bodies of v1 and v2 (legacy-api.md sections 2 and 3). A resource that words some of
/// them in its own way has an instance with its [Wording].
public final class LegacyErrors implements Family {

  private static final String BAD_JSON = "Invalid input JSON";
  private static final String UNAUTHENTICATED = "INVALID_AUTHENTICATION";
  private static final String NO_CREDENTIALS =
      "Authentication credentials not found. This API supports OAuth 2.0 authentication and you"
          + " can find more details at"
          + " https://developers.hubspot.com/docs/methods/auth/oauth-overview";
  private static final String SCOPES_PAGE = "https://developers.hubspot.com/scopes";

  private final Wording wording;

  public LegacyErrors(Wording wording) {
    this.wording = wording;
  }

  @Override
  public boolean takesQueryCredentials() {
    return true;
  }

  @Override
  public Response problem(Problem problem, Request request) {
    return of(problem, request).response(request.correlationId());
  }

  @Override
  public Response refusal(Refusal refusal, Request request) {
    return of(refusal).response(request.correlationId());
  }

  @Override
  public Response inDoubt(Request request) {
    return LegacyError.of(
            500,
            "It is not known whether the changes of this call were kept; look before you repeat it")
        .response(request.correlationId());
  }

  @Override
  public Response fault(Request request) {
    return LegacyError.of(500, "internal error").response(request.correlationId());
  }

  private LegacyError of(Problem problem, Request request) {
    return switch (problem) {
      case Problem.NotFound it -> wording.notFound(it, request.caller());
      case Problem.NotFoundBy it -> wording.notFoundBy(it, request.caller());
      case Problem.InvalidSplits(long dealId, String reason) ->
          LegacyError.invalid("The splits of deal " + dealId + " are not valid: " + reason);
      case Problem.NoSuchThing _ -> LegacyError.resourceNotFound();
      case Problem.InvalidTargets it -> wording.invalidTargets(it, request.caller());
      case Problem.UniqueValueTaken it -> wording.uniqueValueTaken(it, request.caller());
      case Problem.InvalidEntries it -> invalidEntries(it.entries(), request);
      case Problem.InvalidProperties it -> invalidProperties(it.faults());
      case Problem.NotAnIdProperty it ->
          LegacyError.invalid("The property '" + it.property() + "' does not identify records");
      case Problem.UnknownObjectType(String word) -> unknownConstant(word, "ObjectType");
      case Problem.UnknownObjectTypeId(String id) -> unknownConstant(id, "ObjectType");
      case Problem.UnknownAssociationType it ->
          LegacyError.invalid("Unknown association type " + it.key().typeId());
      case Problem.UnknownAssociationName it ->
          LegacyError.invalid("Unknown association type '" + it.name() + "'");
      case Problem.NotAssociable it ->
          LegacyError.invalid(
              LegacyTypes.word(it.from())
                  + " and "
                  + LegacyTypes.word(it.to())
                  + " cannot be associated");
      case Problem.TooManyLinks many ->
          LegacyError.invalid(
              LegacyTypes.invalid(many.from())
                  + ": it has "
                  + many.limit()
                  + " associations of the type "
                  + many.key().typeId()
                  + ", which is the limit");
      case Problem.SelfAssociation(var ref) ->
          LegacyError.of(400, "One or more associations are invalid")
              .plainErrors(List.of(LegacyTypes.invalid(ref)));
      case Problem.IdTaken(var ref) ->
          LegacyError.of(409, "A record has the id " + ref.id() + " already").category("CONFLICT");
      case Problem.InvalidMergePrimary _ ->
          LegacyError.of(
              400,
              "canonical vid is not a valid contact or is already in the process of being merged");
      case Problem.InvalidMergeSecondary _ ->
          LegacyError.of(
              400,
              "vid to merge is not a valid contact or is already in the process of being merged");
      case Problem.NotMergeable(var type) ->
          LegacyError.invalid(LegacyTypes.word(type) + " records cannot be merged");
      case Problem.UnknownSearchProperty(var type, String property) ->
          LegacyError.invalid("Property \"" + property + "\" does not exist");
      case Problem.InvalidSearch it -> LegacyError.invalid(it.reason());
      case Problem.SearchTooLarge _ ->
          LegacyError.invalid("The search has too many words, values or wildcards");
      case Problem.MissingProperties(var type, List<String> names) ->
          LegacyError.invalid("Some required properties were not set: " + String.join(", ", names));
      case Problem.OfDefinition it -> LegacyDefinitionErrors.of(it);
      case Problem.UnknownList it ->
          LegacyError.of(404, "Couldn't find a List with the given id '" + it.id() + "'.");
      case Problem.UnknownListName it ->
          LegacyError.of(404, "Couldn't find a List with the given name '" + it.name() + "'.");
      case Problem.ListIsDynamic _ ->
          LegacyError.of(400, "Can not operate manually on a dynamic list");
      case Problem.UnknownListFolder it ->
          LegacyError.of(404, "Couldn't find a Folder with the given id '" + it.id() + "'.");
      case Problem.NoListConversion it ->
          LegacyError.of(404, "No conversion of the List '" + it.list() + "' is scheduled.");
      case Problem.InvalidList it -> LegacyError.of(400, it.reason());
    };
  }

  /// The form of a contact batch; an address that is none is told in two places (legacy-api.md
  /// 2.2).
  private LegacyError invalidEntries(List<Problem.InvalidEntries.Entry> entries, Request request) {
    List<String> emails = entries.stream().flatMap(BatchFailures::invalidEmails).toList();
    return LegacyError.of(400, "Errors found processing batch update")
        .with(
            json -> {
              if (!emails.isEmpty()) {
                json.writeArrayPropertyStart("invalidEmails");
                emails.forEach(json::writeString);
                json.writeEndArray();
              }
              json.writeArrayPropertyStart("failureMessages");
              entries.forEach(
                  entry ->
                      BatchFailures.write(json, entry, of(entry.problem(), request).message()));
              json.writeEndArray();
            });
  }

  private static LegacyError invalidProperties(List<PropertyFault> faults) {
    return LegacyError.of(400, "Property values were not valid")
        .with(
            json -> {
              json.writeArrayPropertyStart("validationResults");
              for (PropertyFault fault : faults) {
                json.writeStartObject();
                write(json, fault);
                json.writeEndObject();
              }
              json.writeEndArray();
            });
  }

  static void write(JsonGenerator json, PropertyFault fault) {
    json.writeBooleanProperty("isValid", false);
    json.writeStringProperty("message", fault.message());
    json.writeStringProperty("error", fault.code().name());
    json.writeStringProperty("name", fault.name());
  }

  private static LegacyError of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoCredentials _ -> LegacyError.of(401, NO_CREDENTIALS).category(UNAUTHENTICATED);
      case Refusal.BadCredentials _ ->
          LegacyError.of(401, "The access token or API key is not valid").category(UNAUTHENTICATED);
      case Refusal.MissingScopes(List<String> missing) -> missingScopes(missing);
      case Refusal.RateLimited it -> rateLimited(it);
      case Refusal.NoSuchRoute _, Refusal.NoSuchResource _ -> LegacyError.resourceNotFound();
      case Refusal.WrongMethod _ -> LegacyError.empty(405);
      case Refusal.BodyTooLarge(long maximum) ->
          LegacyError.of(413, "The body has more than " + maximum + " bytes");
      case Refusal.NoBody none -> LegacyError.invalid(BAD_JSON).errors("the body is empty");
      case Refusal.MalformedJson(int line, int column, String reason) ->
          LegacyError.invalid(BAD_JSON)
              .errors("line " + line + ", column " + column + ": " + reason);
      case Refusal.WrongType(String in, String expected) ->
          LegacyError.invalid(BAD_JSON)
              .errors(List.of(new LegacyError.Detail("expected " + expected, in)));
      case Refusal.MissingFields(List<String> names) ->
          LegacyError.invalid(BAD_JSON)
              .errors(
                  names.stream()
                      .map(name -> new LegacyError.Detail("required field is missing", name))
                      .toList());
      case Refusal.InvalidValue it -> invalidValues(List.of(it));
      case Refusal.InvalidKind it -> invalidValues(List.of(it.value()));
      case Refusal.InvalidValues(List<Refusal.InvalidValue> values) -> invalidValues(values);
      case Refusal.Unsupported(String message) -> LegacyError.invalid(message);
      case Refusal.TooMany(String what, int maximum, int given) ->
          LegacyError.invalid(
              "At most " + maximum + " " + what + " can be given in one call, not " + given);
      case Refusal.UnknownConstant(String word, String enumeration) ->
          unknownConstant(word, enumeration);
      case Refusal.NotServed(String what) ->
          LegacyError.of(501, what + " is not served by this version");
      case Refusal.Gone(String since) ->
          LegacyError.of(410, "This call ended on " + since + "; use its successor");
      case Refusal.Unavailable _ -> LegacyError.of(503, "The service is unavailable just now");
    };
  }

  private static LegacyError unknownConstant(String word, String enumeration) {
    return LegacyError.of(400, "Invalid enum constant '" + word + "' for class " + enumeration);
  }

  private static LegacyError invalidValues(List<Refusal.InvalidValue> values) {
    return LegacyError.invalid(values.getFirst().message())
        .errors(
            values.stream()
                .map(value -> new LegacyError.Detail(value.message(), value.in()))
                .toList());
  }

  private static LegacyError missingScopes(List<String> missing) {
    return LegacyError.of(
            403,
            "This app hasn't been granted all required scopes to make this call. "
                + "Read more about required scopes here: "
                + SCOPES_PAGE
                + ".")
        .with(
            json -> {
              json.writeArrayPropertyStart("errors");
              json.writeStartObject();
              json.writeStringProperty(
                  "message", "One or more of the following scopes are required.");
              json.writeObjectPropertyStart("context");
              json.writeArrayPropertyStart("requiredScopes");
              missing.forEach(json::writeString);
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndArray();
              json.writeObjectPropertyStart("links");
              json.writeStringProperty("scopes", SCOPES_PAGE);
              json.writeEndObject();
            })
        .category("MISSING_SCOPES");
  }

  /// legacy-api.md section 3: the daily limit's words are documented, the others follow them.
  private static LegacyError rateLimited(Refusal.RateLimited limit) {
    return LegacyError.of(
            429, "You have reached your " + limit.policy().toLowerCase(Locale.ROOT) + " limit.")
        .with("errorType", "RATE_LIMIT")
        .with("policyName", limit.policy());
  }
}
