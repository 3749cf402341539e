package dev.liaison.wire.modern.schemas;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.association.AssociationPair;
import dev.liaison.crm.object.ObjectSchema;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Version;
import dev.liaison.wire.modern.properties.PropertyBody;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The schemas of a portal's own object types: the calls of v3 and the dated versions
/// (modern-api.md 3.6). Safe for concurrent use.
public final class Schemas {

  private static final int MAX_INPUTS = 100;

  private static final ScopeRule READ = of(Scopes.named("crm.schemas.custom.read"));
  private static final ScopeRule WRITE = of(Scopes.named("crm.schemas.custom.write"));

  private final Crm crm;
  private final ModernErrors errors;

  public Schemas(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  private static ScopeRule of(Scope scope) {
    List<Scope> scopes = List.of(scope);
    return _ -> scopes;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream()
        .flatMap(
            version -> version.schemas().stream().flatMap(base -> routes(version, base).stream()))
        .toList();
  }

  private List<Route> routes(Version version, String base) {
    String one = base + "/{objectType}";
    return List.of(
        route(version, "GET", base, READ, this::list),
        route(version, "POST", base, WRITE, this::create),
        route(version, "POST", base + "/batch/read", READ, this::batchRead),
        route(version, "GET", one, READ, this::get),
        route(version, "PATCH", one, WRITE, this::update),
        route(version, "DELETE", one, WRITE, this::archive),
        route(version, "POST", one + "/associations", WRITE, this::associate),
        route(
            version,
            "DELETE",
            one + "/associations/{associationIdentifier}",
            WRITE,
            this::dissociate));
  }

  private Route route(
      Version version, String method, String template, ScopeRule scopes, Handler handler) {
    return new ModernArea("Schemas", version, "", errors).route(method, template, scopes, handler);
  }

  /// With `archived=true` also those that are not: recorded.
  private Response list(Request request) {
    boolean archived = request.query().isTrue("archived");
    Catalogue catalogue = crm.catalogue(request.caller());
    List<ObjectSchema> schemas =
        catalogue.schemas().values().stream()
            .filter(schema -> archived || !schema.archived())
            .toList();
    return schemas(request, catalogue, schemas);
  }

  private Response batchRead(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("inputs");
    List<Fields> inputs = body.objects("inputs");
    if (inputs.size() > MAX_INPUTS) {
      throw new RefusalException(new Refusal.TooMany("inputs", MAX_INPUTS, inputs.size()));
    }
    Catalogue catalogue = crm.catalogue(request.caller());
    Set<ObjectSchema> found = new LinkedHashSet<>();
    for (Fields input : inputs) {
      input.require("id");
      catalogue
          .types()
          .find(input.text("id").orElse(""))
          .ifPresent(type -> found.add(schema(catalogue, type)));
    }
    return schemas(request, catalogue, found);
  }

  private static Response schemas(
      Request request, Catalogue catalogue, Collection<ObjectSchema> schemas) {
    SchemaJson form = SchemaJson.of(catalogue, request.query());
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              schemas.forEach(schema -> form.schema(json, schema));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("name", "labels");
    List<PropertyInput> properties =
        body.objects("properties").stream().map(PropertyBody::ofSchema).toList();
    ObjectSchema schema =
        crm.schemas()
            .create(
                request.caller(),
                body.text("name").orElse(""),
                SchemaBody.of(body),
                properties,
                body.texts("associatedObjects"));
    return whole(request, 201, schema);
  }

  private Response get(Request request) {
    Catalogue catalogue = crm.catalogue(request.caller());
    return whole(
        request,
        200,
        schema(catalogue, catalogue.types().resolve(request.parameter("objectType"))));
  }

  private Response update(Request request) {
    ObjectTypeId type = find(request, request.parameter("objectType")).type();
    ObjectSchema schema =
        crm.schemas().update(request.caller(), type, SchemaBody.of(Fields.ofBody(request.body())));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              SchemaJson.definition(json, schema);
              json.writeNumberProperty("portalId", request.caller().portal());
              json.writeEndObject();
            }));
  }

  private Response archive(Request request) {
    String word = request.parameter("objectType");
    if (request.query().isTrue("archived")) {
      crm.schemas().purge(request.caller(), anyOf(request, word));
    } else {
      crm.schemas().archive(request.caller(), find(request, word).type());
    }
    return Response.noContent();
  }

  private Response associate(Request request) {
    ObjectTypeId type = find(request, request.parameter("objectType")).type();
    Fields body = Fields.ofBody(request.body());
    body.require("fromObjectTypeId", "toObjectTypeId");
    ObjectTypes types = crm.catalogue(request.caller()).types();
    ObjectTypeId from = types.resolve(body.text("fromObjectTypeId").orElse("")).id();
    ObjectTypeId to = types.resolve(body.text("toObjectTypeId").orElse("")).id();
    if (!from.equals(type) && !to.equals(type)) {
      throw new RefusalException(
          new Refusal.InvalidValue("fromObjectTypeId", "Neither end is the object type " + type));
    }
    AssociationPair pair = crm.schemas().associate(request.caller(), from, to, body.text("name"));
    return Response.json(
        201,
        Json.write(json -> SchemaJson.association(json, pair.typeId(), from, to, pair.name())));
  }

  private Response dissociate(Request request) {
    ObjectTypeId type = find(request, request.parameter("objectType")).type();
    crm.pairs().remove(request.caller(), type, request.parameter("associationIdentifier"));
    return Response.noContent();
  }

  private static ObjectSchema schema(Catalogue catalogue, ObjectType type) {
    ObjectSchema own = catalogue.schemas().get(type.id());
    if (own != null) {
      return own;
    }
    String primary =
        catalogue.properties().shownByDefault(type.id()).stream()
            .filter(property -> !property.calculated())
            .map(PropertyDefinition::name)
            .findFirst()
            .orElse("hs_object_id");
    return ObjectSchema.ofHubspot(type, primary);
  }

  private Response whole(Request request, int status, ObjectSchema schema) {
    SchemaJson form = SchemaJson.of(crm.catalogue(request.caller()), request.query());
    return Response.json(status, Json.write(json -> form.schema(json, schema)));
  }

  /// @throws CrmException with [Problem.UnknownObjectType], [Problem.UnknownObjectTypeId],
  ///   [Problem.UnknownDefinition] for a type of HubSpot's, which has no schema
  private ObjectSchema find(Request request, String word) {
    Catalogue catalogue = crm.catalogue(request.caller());
    ObjectTypeId type = catalogue.types().resolve(word).id();
    return Optional.ofNullable(catalogue.schemas().get(type)).orElseThrow(() -> unknown(word));
  }

  /// The id of a type that may be archived.
  private ObjectTypeId anyOf(Request request, String word) {
    return crm.catalogue(request.caller()).schemas().values().stream()
        .filter(
            schema ->
                schema.type().toString().equals(word)
                    || schema.fullyQualifiedName().equalsIgnoreCase(word))
        .map(ObjectSchema::type)
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static CrmException unknown(String word) {
    return new CrmException(new Problem.UnknownDefinition(Definition.SCHEMA, word));
  }
}
