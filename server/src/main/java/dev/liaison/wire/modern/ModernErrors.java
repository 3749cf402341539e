package dev.liaison.wire.modern;

import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.http.Family;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Errors of v3, v4 and the dated versions (modern-api.md section 9). Safe for concurrent use.
public final class ModernErrors implements Family {

  private static final String NOT_FOUND = "OBJECT_NOT_FOUND";
  private static final String SCOPES_PAGE = "https://developers.hubspot.com/scopes";

  private final ObjectTypes types;

  public ModernErrors(ObjectTypes types) {
    this.types = types;
  }

  @Override
  public Response problem(Problem problem, Request request) {
    return response(of(problem, request.caller().portal()), request);
  }

  @Override
  public Response refusal(Refusal refusal, Request request) {
    Response response = response(RefusedRequest.error(refusal), request);
    return switch (refusal) {
      case Refusal.WrongMethod(List<String> allowed) ->
          response.with("Allow", String.join(", ", allowed));
      case Refusal.Unavailable(int seconds) ->
          response.with("Retry-After", Integer.toString(seconds));
      case Refusal other -> response;
    };
  }

  @Override
  public Response fault(Request request) {
    return response(StandardError.of(500, null, "internal error"), request);
  }

  private static Response response(StandardError error, Request request) {
    return Response.json(
        error.httpStatus(), Json.write(json -> error.write(json, request.correlationId())));
  }

  /// The error that says this problem; batches put it among their entries.
  ///
  /// @param portal whose data it is about
  public StandardError of(Problem problem, long portal) {
    return switch (problem) {
      case Problem.NotFound missing -> StandardError.of(404, NOT_FOUND, "resource not found");
      case Problem.NotFoundBy missing -> notNumeric(missing.value());
      case Problem.InvalidTargets(List<ObjectRef> missing) -> invalidTargets(missing);
      case Problem.InvalidProperties(ObjectTypeId type, List<PropertyFault> faults) ->
          invalidProperties(faults, portal);
      case Problem.UniqueValueTaken taken ->
          StandardError.of(
              409,
              "CONFLICT",
              label(taken.type()) + " already exists. Existing ID: " + taken.holder().ref().id());
      case Problem.NotAnIdProperty(ObjectTypeId type, String property) ->
          StandardError.invalid(
              "Property \"" + property + "\" does not identify " + plural(type) + ".");
      case Problem.UnknownObjectType(String word) ->
          StandardError.of(400, null, "Unable to infer object type from: " + word);
      case Problem.UnknownObjectTypeId(String id) ->
          StandardError.of(400, null, "Invalid object or event type id: " + id);
      case Problem.UnknownAssociationType unknown -> unknownAssociationType(unknown);
      case Problem.UnknownAssociationName(ObjectTypeId from, ObjectTypeId to, String name) ->
          StandardError.invalid(
              "Association type " + name + " does not lead from " + name(from) + " to " + name(to));
      case Problem.NotAssociable(ObjectTypeId from, ObjectTypeId to) ->
          StandardError.invalid(
              "There is no association type from " + name(from) + " to " + name(to));
      case Problem.SelfAssociation(ObjectRef ref) ->
          StandardError.invalid(describe(ref) + " cannot be associated with itself");
      case Problem.IdTaken(ObjectRef ref) ->
          StandardError.of(409, "CONFLICT", describe(ref) + " already exists");
      case Problem.InvalidMergePrimary(ObjectRef ref) ->
          StandardError.invalid(describe(ref) + " is not there to be merged into");
      case Problem.InvalidMergeSecondary(ObjectRef ref) ->
          StandardError.invalid(describe(ref) + " is not there to be merged, or is the primary");
      case Problem.NotMergeable(ObjectTypeId type) ->
          StandardError.invalid(plural(type) + " cannot be merged");
    };
  }

  /// The one entry that tells all the records a batch did not find; recorded (modern-api.md section
  /// 4).
  ///
  /// @param ids as the caller wrote them
  public StandardError missing(ObjectTypeId type, List<String> ids) {
    String word = name(type).toUpperCase(Locale.ROOT);
    return StandardError.of(
            404,
            NOT_FOUND,
            "Could not get some "
                + word
                + " objects, they may be deleted or not exist. Check that ids are valid.")
        .withContext("ids", ids);
  }

  /// Recorded, with the two spaces, for what is looked up by something that is no id.
  static StandardError notNumeric(String id) {
    return StandardError.of(404, NOT_FOUND, "Object not found.  objectId are usually numeric.")
        .withContext("id", List.of(id));
  }

  /// The message is seen in a client that matches on it; the entries are those of legacy-api.md
  /// 2.2.
  private StandardError invalidTargets(List<ObjectRef> missing) {
    return StandardError.invalid("one or more associations are not valid")
        .withErrors(
            missing.stream()
                .map(
                    ref ->
                        new ErrorDetail(
                            name(ref.type()).toUpperCase(Locale.ROOT)
                                + "="
                                + ref.id()
                                + " is not valid",
                            null,
                            null,
                            Map.of()))
                .toList());
  }

  /// The faults stand in the message as JSON and in `errors` (modern-api.md section 9, recorded).
  private static StandardError invalidProperties(List<PropertyFault> faults, long portal) {
    byte[] list =
        Json.write(
            json -> {
              json.writeStartArray();
              for (PropertyFault fault : faults) {
                json.writeStartObject();
                json.writeBooleanProperty("isValid", false);
                json.writeStringProperty("message", fault.message());
                json.writeStringProperty("error", fault.code().name());
                json.writeStringProperty("name", fault.name());
                json.writeStringProperty("localizedErrorMessage", fault.message());
                json.writeNumberProperty("portalId", portal);
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    return StandardError.invalid(
            "Property values were not valid: " + new String(list, StandardCharsets.UTF_8))
        .withErrors(
            faults.stream()
                .map(
                    fault ->
                        new ErrorDetail(
                            fault.message(),
                            fault.code().name(),
                            null,
                            Map.of("propertyName", List.of(fault.name()))))
                .toList());
  }

  private StandardError unknownAssociationType(Problem.UnknownAssociationType unknown) {
    ObjectTypeId to = unknown.to();
    return StandardError.invalid(
        "Association type "
            + unknown.key().category()
            + " "
            + unknown.key().typeId()
            + " does not lead from "
            + name(unknown.from())
            + (to == null ? "" : " to " + name(to)));
  }

  private String name(ObjectTypeId type) {
    return types.byId(type).name();
  }

  private String label(ObjectTypeId type) {
    return types.byId(type).label();
  }

  private String plural(ObjectTypeId type) {
    return types.byId(type).plural();
  }

  private String describe(ObjectRef ref) {
    return name(ref.type()) + " " + ref.id();
  }

  static StandardError scopes(List<String> missing) {
    return StandardError.of(
            403,
            "MISSING_SCOPES",
            "This app hasn't been granted all required scopes to make this call. Read more about"
                + " required scopes here: "
                + SCOPES_PAGE
                + ".")
        .withErrors(
            List.of(
                new ErrorDetail(
                    "One or more of the following scopes are required.",
                    null,
                    null,
                    Map.of("requiredGranularScopes", missing))))
        .withLink("scopes", SCOPES_PAGE);
  }
}
