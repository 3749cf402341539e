package dev.liaison.wire.modern.properties;

import dev.liaison.crm.Attempt;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Property definitions: the calls of v3 and the dated versions (modern-api.md 3.4). Safe for
/// concurrent use.
public final class Properties {

  private static final int MAX_INPUTS = 100;

  private static final Set<String> SENSITIVITIES =
      Set.of("non_sensitive", "sensitive", "highly_sensitive");

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public Properties(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.readDefinitions("objectType");
    write = scopes.writeDefinitions("objectType");
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var area =
        new ModernArea("Properties", version, version.crm("properties") + "/{objectType}", errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("POST", "", write, this::create),
        area.route("GET", "/{propertyName}", read, this::get),
        area.route("PATCH", "/{propertyName}", write, this::update),
        area.route("DELETE", "/{propertyName}", write, this::archive),
        area.route("POST", "/batch/read", read, this::batchRead),
        area.route("POST", "/batch/create", write, this::batchCreate),
        area.route("POST", "/batch/archive", write, this::batchArchive));
  }

  private Response list(Request request) {
    ObjectTypeId type = type(request);
    String sensitivity = sensitivity(request.query().first("dataSensitivity"), "dataSensitivity");
    List<PropertyDefinition> properties = new ArrayList<>();
    for (PropertyDefinition property : all(request, type, request.query().isTrue("archived"))) {
      if (property.sensitivity().equals(sensitivity)) {
        properties.add(property);
      }
    }
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              properties.forEach(property -> PropertyJson.write(json, property));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = type(request);
    PropertyInput input = PropertyBody.create(Fields.ofBody(request.body()));
    PropertyDefinition created = crm.properties().create(request.caller(), type, input);
    return answer(201, created).with("Location", PropertyJson.location(request, created.name()));
  }

  private Response get(Request request) {
    ObjectTypeId type = type(request);
    return answer(
        200,
        find(request, type, name(request), request.query().isTrue("archived"))
            .orElseThrow(() -> new CrmException(unknown(name(request)))));
  }

  private Response update(Request request) {
    ObjectTypeId type = type(request);
    PropertyInput input = PropertyBody.update(Fields.ofBody(request.body()));
    return answer(200, crm.properties().update(request.caller(), type, name(request), input));
  }

  private Response archive(Request request) {
    crm.properties().archive(request.caller(), type(request), name(request));
    return Response.noContent();
  }

  private Response batchRead(Request request) {
    BatchAnswer answer = BatchAnswer.start(crm.clock());
    ObjectTypeId type = type(request);
    Fields body = Fields.ofBody(request.body());
    boolean archived = body.bool("archived").orElse(false);
    sensitivity(body.text("dataSensitivity"), "dataSensitivity");
    List<PropertyDefinition> found = new ArrayList<>();
    List<StandardError> misses = new ArrayList<>(0);
    for (String name : names(body)) {
      find(request, type, name, archived)
          .ifPresentOrElse(found::add, () -> misses.add(error(unknown(name), request, name)));
    }
    return answer.complete(200, misses, json -> write(json, found));
  }

  private Response batchCreate(Request request) {
    BatchAnswer answer = BatchAnswer.start(crm.clock());
    ObjectTypeId type = type(request);
    List<PropertyInput> inputs =
        inputs(Fields.ofBody(request.body())).stream().map(PropertyBody::create).toList();
    List<PropertyDefinition> done = new ArrayList<>(inputs.size());
    List<StandardError> refused = new ArrayList<>(0);
    List<Attempt<PropertyDefinition>> attempts =
        crm.properties().createEach(request.caller(), type, inputs);
    for (int i = 0; i < attempts.size(); i++) {
      String name = inputs.get(i).name().orElse("");
      switch (attempts.get(i)) {
        case Attempt.Done<PropertyDefinition>(PropertyDefinition created) -> done.add(created);
        case Attempt.Refused<PropertyDefinition>(Problem problem) ->
            refused.add(error(problem, request, name));
      }
    }
    return answer.complete(201, refused, json -> write(json, done));
  }

  private Response batchArchive(Request request) {
    ObjectTypeId type = type(request);
    List<String> names = List.copyOf(names(Fields.ofBody(request.body())));
    crm.properties().archiveAll(request.caller(), type, names);
    return Response.noContent();
  }

  private Collection<PropertyDefinition> all(Request request, ObjectTypeId type, boolean archived) {
    Catalogue catalogue = crm.catalogue(request.caller());
    return archived
        ? catalogue.properties().archived(type).values()
        : catalogue.properties().of(type);
  }

  private Optional<PropertyDefinition> find(
      Request request, ObjectTypeId type, String name, boolean archived) {
    Catalogue catalogue = crm.catalogue(request.caller());
    return archived
        ? Optional.ofNullable(catalogue.properties().archived(type).get(name))
        : catalogue.properties().find(type, name);
  }

  private static Problem unknown(String name) {
    return new Problem.UnknownDefinition(Definition.PROPERTY, name);
  }

  private StandardError error(Problem problem, Request request, String name) {
    return errors.of(problem, request.caller().portal()).withContext("name", List.of(name));
  }

  private static void write(JsonGenerator json, List<PropertyDefinition> properties) {
    properties.forEach(property -> PropertyJson.write(json, property));
  }

  private static Response answer(int status, PropertyDefinition property) {
    return Response.json(status, Json.write(json -> PropertyJson.write(json, property)));
  }

  private static List<Fields> inputs(Fields body) {
    body.require("inputs");
    List<Fields> inputs = body.objects("inputs");
    if (inputs.size() > MAX_INPUTS) {
      throw new RefusalException(new Refusal.TooMany("inputs", MAX_INPUTS, inputs.size()));
    }
    return inputs;
  }

  private static Set<String> names(Fields body) {
    Set<String> names = new LinkedHashSet<>();
    for (Fields input : inputs(body)) {
      input.require("name");
      names.add(input.text("name").orElse("").toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static String sensitivity(Optional<String> word, String place) {
    String sensitivity = word.orElse("non_sensitive");
    if (!SENSITIVITIES.contains(sensitivity)) {
      throw new RefusalException(
          new Refusal.InvalidValue(place, "'" + sensitivity + "' is not a valid " + place));
    }
    return sensitivity;
  }

  private ObjectTypeId type(Request request) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter("objectType")).id();
  }

  private static String name(Request request) {
    return request.parameter("propertyName").toLowerCase(Locale.ROOT);
  }
}
