package dev.liaison.wire.modern;

import dev.liaison.crm.Catalogues;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.http.Family;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Errors of v3, v4 and the dated versions (modern-api.md section 9). Safe for concurrent use.
public final class ModernErrors implements Family {

  private static final String INVALID_ASSOCIATIONS = "One or more associations are invalid";
  private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

  private final Catalogues catalogues;

  public ModernErrors(Catalogues catalogues) {
    this.catalogues = catalogues;
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
  public Response inDoubt(Request request) {
    return response(
        StandardError.of(
            500,
            null,
            "It is not known whether the changes of this call were kept; look before you repeat"
                + " it"),
        request);
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
    ObjectTypes types = catalogues.of(portal).types();
    return switch (problem) {
      case Problem.NotFound missing -> StandardError.of(404, NOT_FOUND, "resource not found");
      case Problem.InvalidSplits(long dealId, String reason) ->
          invalid("The splits of deal ", Long.toString(dealId), " are not valid: ", reason);
      case Problem.NoSuchThing missing -> StandardError.of(404, NOT_FOUND, "resource not found");
      case Problem.NotFoundBy missing -> notNumeric(missing.value());
      case Problem.InvalidTargets(List<ObjectRef> missing) -> invalidTargets(types, missing);
      case Problem.InvalidEntries(List<Problem.InvalidEntries.Entry> entries) ->
          of(entries.getFirst().problem(), portal);
      case Problem.InvalidProperties invalid -> invalidProperties(invalid.faults(), portal);
      case Problem.UniqueValueTaken taken -> taken(types, taken.holder().ref());
      case Problem.NotAnIdProperty no ->
          invalid(
              "Property \"", no.property(), "\" does not identify ", plural(types, no.type()), ".");
      case Problem.UnknownObjectType(String word) ->
          StandardError.of(400, null, "Unable to infer object type from: " + word);
      case Problem.UnknownObjectTypeId(String id) ->
          StandardError.of(400, null, "Invalid object or event type id: " + id);
      case Problem.UnknownAssociationType unknown -> unknownAssociationType(unknown.key());
      case Problem.UnknownAssociationName(var from, var to, String name) ->
          invalid(
              "Association type ",
              name,
              " does not lead from ",
              name(types, from),
              " to ",
              name(types, to));
      case Problem.NotAssociable(var from, var to) ->
          invalid(
              "No default association exists between ",
              capitals(types, from),
              " and ",
              capitals(types, to));
      case Problem.TooManyLinks(ObjectRef from, var to, AssociationKey key, int limit) ->
          invalid(
                  describe(types, from),
                  " has associations of the type ",
                  key.category() + "=" + key.typeId(),
                  " with ",
                  Integer.toString(limit),
                  " ",
                  plural(types, to),
                  ", which is the limit")
              .withSubCategory("crm.associations.ASSOCIATION_LIMIT_EXCEEDED")
              .withContext("objectId", List.of(Long.toString(from.id())))
              .withContext("maxToObjectIds", List.of(Integer.toString(limit)));
      case Problem.SelfAssociation(ObjectRef ref) ->
          invalid(describe(types, ref), " cannot be associated with itself");
      case Problem.IdTaken(ObjectRef ref) -> taken(types, ref);
      case Problem.InvalidMergePrimary(ObjectRef ref) ->
          invalid(describe(types, ref), " is not there to be merged into");
      case Problem.InvalidMergeSecondary(ObjectRef ref) ->
          invalid(describe(types, ref), " is not there to be merged, or is the primary");
      case Problem.NotMergeable(ObjectTypeId type) ->
          invalid(plural(types, type), " cannot be merged");
      case Problem.UnknownSearchProperty(var type, String property) ->
          StandardError.invalid("There was a problem with the request.")
              .withErrors(
                  List.of(
                      new ErrorDetail(
                          "Property \"" + property + "\" does not exist",
                          PropertyFault.Code.PROPERTY_DOESNT_EXIST.name(),
                          null,
                          Map.of("propertyName", List.of(property)))));
      case Problem.UnknownList(long id) ->
          StandardError.of(404, NOT_FOUND, "List does not exist with ID " + id + ".");
      case Problem.UnknownListName(var type, String name) ->
          StandardError.of(
              404,
              NOT_FOUND,
              "List does not exist with object type " + type + " and name " + name + ".");
      case Problem.ListIsDynamic(long id) ->
          invalid("The members of list ", Long.toString(id), " follow from its filters");
      case Problem.UnknownListFolder(long id) ->
          StandardError.of(404, NOT_FOUND, "Folder does not exist with ID " + id + ".");
      case Problem.NoListConversion(long list) ->
          StandardError.of(
              404, NOT_FOUND, "No conversion is scheduled for the list with ID " + list + ".");
      case Problem.InvalidList(String reason) -> StandardError.invalid(reason);
      case Problem.InvalidSearch(String property, String reason) ->
          StandardError.invalid(reason)
              .withErrors(
                  List.of(
                      new ErrorDetail(
                          reason, null, null, Map.of("propertyName", List.of(property)))));
      case Problem.SearchTooLarge _ ->
          StandardError.invalid("The search has too many words, values or wildcards");
      case Problem.MissingProperties(ObjectTypeId type, List<String> names) ->
          invalid(
                  "Error creating ",
                  capitals(types, type),
                  ". Some required properties were not set.")
              .withContext("properties", names);
      case Problem.OfDefinition definition -> DefinitionErrors.of(definition);
    };
  }

  /// The one entry that tells all the records a batch did not find; recorded (modern-api.md section
  /// 4).
  ///
  /// @param ids as the caller wrote them
  public StandardError missing(ObjectType type, List<String> ids) {
    String word = type.name().toUpperCase(Locale.ROOT);
    return StandardError.of(
            404,
            NOT_FOUND,
            "Could not get some "
                + word
                + " objects, they may be deleted or not exist. Check that ids are valid.")
        .withContext("ids", ids);
  }

  /// Recorded for contacts (modern-api.md section 9).
  private static StandardError taken(ObjectTypes types, ObjectRef holder) {
    return StandardError.of(
        409,
        "CONFLICT",
        types.byId(holder.type()).label() + " already exists. Existing ID: " + holder.id());
  }

  private static StandardError invalid(String... words) {
    return StandardError.invalid(String.join("", words));
  }

  /// Recorded, with the two spaces, for what is looked up by something that is no id.
  static StandardError notNumeric(String id) {
    return StandardError.of(404, NOT_FOUND, "Object not found.  objectId are usually numeric.")
        .withContext("id", List.of(id));
  }

  /// Recorded on v4's PUT (issue 646 of HubSpot's Node client), for records at either end.
  private static StandardError invalidTargets(ObjectTypes types, List<ObjectRef> missing) {
    List<String> words = missing.stream().map(ref -> capitals(types, ref.type())).toList();
    var faults = new ArrayList<String>(missing.size());
    for (int i = 0; i < missing.size(); i++) {
      faults.add(words.get(i) + "=" + missing.get(i).id() + " is not valid");
    }
    return StandardError.invalid(INVALID_ASSOCIATIONS)
        .withContext("INVALID_OBJECT_IDS", faults)
        .withContext("objectId", missing.stream().map(ref -> Long.toString(ref.id())).toList())
        .withContext("objectType", words.stream().distinct().toList());
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

  /// Recorded on v4's PUT, in the notes of a client.
  private static StandardError unknownAssociationType(AssociationKey key) {
    String spec = key.category() + "=" + key.typeId();
    return StandardError.invalid(INVALID_ASSOCIATIONS)
        .withContext("associationSpec", List.of(spec))
        .withContext(
            "INVALID_ASSOCIATION_TYPE_ID",
            List.of(spec + " is not a valid association definition id"));
  }

  private static String name(ObjectTypes types, ObjectTypeId type) {
    return types.byId(type).name();
  }

  private static String capitals(ObjectTypes types, ObjectTypeId type) {
    return name(types, type).toUpperCase(Locale.ROOT);
  }

  private static String plural(ObjectTypes types, ObjectTypeId type) {
    return types.byId(type).plural();
  }

  private static String describe(ObjectTypes types, ObjectRef ref) {
    return name(types, ref.type()) + " " + ref.id();
  }
}
