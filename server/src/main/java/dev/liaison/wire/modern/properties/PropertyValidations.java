package dev.liaison.wire.modern.properties;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.ValidationRule;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Property validations: the calls of v3 and the dated versions (modern-api.md 3.11). Safe for
/// concurrent use.
public final class PropertyValidations {

  private static final String TYPE = "objectTypeId";
  private static final String PROPERTY = "/{propertyName}";
  private static final String RULE = PROPERTY + "/rule-type/{ruleType}";

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public PropertyValidations(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.readDefinitions(TYPE);
    write = scopes.writeDefinitions(TYPE);
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var area =
        new ModernArea(
            "Properties", version, version.crm("property-validations") + "/{" + TYPE + "}", errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("GET", PROPERTY, read, this::rules),
        area.route("GET", RULE, read, this::rule),
        area.route("PUT", RULE, write, this::set));
  }

  private Response list(Request request) {
    List<PropertyDefinition> properties =
        crm.catalogue(request.caller()).properties().of(type(request)).stream()
            .filter(property -> !property.validations().isEmpty())
            .toList();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              for (PropertyDefinition property : properties) {
                json.writeStartObject();
                json.writeStringProperty("propertyName", property.name());
                json.writeArrayPropertyStart("propertyValidationRules");
                property.validations().forEach(rule -> write(json, rule));
                json.writeEndArray();
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response rules(Request request) {
    PropertyDefinition property = property(request);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              property.validations().forEach(rule -> write(json, rule));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response rule(Request request) {
    ValidationRule.Type type = ruleType(request);
    ValidationRule rule =
        property(request).validations().stream()
            .filter(it -> it.type() == type)
            .findFirst()
            .orElseThrow(() -> unknown(Definition.VALIDATION_RULE, type.name()));
    return Response.json(200, Json.write(json -> write(json, rule)));
  }

  private Response set(Request request) {
    ObjectTypeId type = type(request);
    ValidationRule.Type rule = ruleType(request);
    Fields body = Fields.ofBody(request.body());
    body.require("ruleArguments");
    crm.rules()
        .set(
            request.caller(),
            type,
            name(request),
            new ValidationRule(
                rule,
                body.texts("ruleArguments"),
                body.bool("shouldApplyNormalization").orElse(false)));
    return Response.noContent();
  }

  private static void write(JsonGenerator json, ValidationRule rule) {
    json.writeStartObject();
    json.writeStringProperty("ruleType", rule.type().name());
    json.writeArrayPropertyStart("ruleArguments");
    rule.arguments().forEach(json::writeString);
    json.writeEndArray();
    json.writeBooleanProperty("shouldApplyNormalization", rule.normalizes());
    json.writeEndObject();
  }

  private PropertyDefinition property(Request request) {
    return crm.catalogue(request.caller())
        .properties()
        .find(type(request), name(request))
        .orElseThrow(() -> unknown(Definition.PROPERTY, name(request)));
  }

  private static CrmException unknown(Definition definition, String name) {
    return new CrmException(new Problem.UnknownDefinition(definition, name));
  }

  private ObjectTypeId type(Request request) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter(TYPE)).id();
  }

  private static String name(Request request) {
    return request.parameter("propertyName").toLowerCase(Locale.ROOT);
  }

  private static ValidationRule.Type ruleType(Request request) {
    String word = request.parameter("ruleType");
    return Arrays.stream(ValidationRule.Type.values())
        .filter(type -> type.name().equals(word))
        .findFirst()
        .orElseThrow(() -> new RefusalException(new Refusal.UnknownConstant(word, "ruleType")));
  }
}
