package dev.liaison.control;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.property.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads records and links from the seed format (docs/seed-format.md): a YAML list whose entries
/// are `{contact: 1, properties: {...}, createdAt: ...}` or `{associate: {deal: 7}, to: {contact:
/// [1, 2]}}`.
public final class SeedFile {

  /// Leaves room above it for the ids that the server hands out, which stay below 2^53.
  private static final long MAX_ID = 1L << 52;

  private static final Set<String> OWNER_FIELDS =
      Set.of("owner", "email", "firstName", "lastName", "userId", "archived");

  private static final YAMLMapper YAML = new YAMLMapper();

  private final ObjectTypes types;
  private final long defaultTime;

  /// @param defaultTime epoch milliseconds for records that name no `createdAt`
  public SeedFile(ObjectTypes types, long defaultTime) {
    this.types = types;
    this.defaultTime = defaultTime;
  }

  /// @throws SeedException when the file cannot be read or an entry is not in the format
  public List<Load> read(Path file) {
    try {
      return read(YAML.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new SeedException("cannot read the seed file " + file + ": " + reason(e), e);
    } catch (JacksonException e) {
      throw new SeedException(
          "the seed file " + file + " is not YAML: " + e.getOriginalMessage(), e);
    }
  }

  /// The same for entries that are read already.
  public List<Load> read(JsonNode entries) {
    if (!entries.isArray()) {
      throw new SeedException("a seed is a list of entries");
    }
    var loads = new ArrayList<Load>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      loads.addAll(entry(entries.get(i), "seed entry " + (i + 1)));
    }
    return loads;
  }

  private List<Load> entry(JsonNode entry, String place) {
    if (!entry.isObject() || entry.isEmpty()) {
      throw new SeedException(place + " is not a record and not a link");
    }
    if (entry.has("associate")) {
      return links(entry, place);
    }
    return List.of(entry.has("owner") ? owner(entry, place) : record(entry, place));
  }

  private Load record(JsonNode entry, String place) {
    ObjectRef ref = null;
    var properties = new LinkedHashMap<String, String>();
    long createdAt = defaultTime;
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "properties" ->
            value
                .properties()
                .forEach(
                    property -> properties.put(property.getKey(), property.getValue().asString()));
        case "createdAt" ->
            createdAt =
                Times.readDateTime(value.asString())
                    .orElseThrow(() -> new SeedException(place + ": createdAt is no time"));
        default -> {
          if (ref != null) {
            throw new SeedException(place + ": '" + field.getKey() + "' is not known");
          }
          ref = ref(field.getKey(), value, place);
        }
      }
    }
    if (ref == null) {
      throw new SeedException(place + " names no record");
    }
    return new Load.OfRecord(ref, properties, createdAt);
  }

  private Load owner(JsonNode entry, String place) {
    for (String name : entry.propertyNames()) {
      if (!OWNER_FIELDS.contains(name)) {
        throw new SeedException(place + ": '" + name + "' is not known");
      }
    }
    JsonNode id = entry.get("owner");
    JsonNode user = entry.path("userId");
    try {
      return new Load.OfOwner(
          new Owner(
              id.isIntegralNumber() ? id.longValue() : 0,
              user.isMissingNode()
                  ? id.longValue()
                  : user.isIntegralNumber() ? user.longValue() : 0,
              entry.path("email").asString(""),
              entry.path("firstName").asString(""),
              entry.path("lastName").asString(""),
              defaultTime,
              defaultTime,
              entry.path("archived").asBoolean(false)));
    } catch (IllegalArgumentException e) {
      throw new SeedException(place + ": " + e.getMessage(), e);
    }
  }

  private List<Load> links(JsonNode entry, String place) {
    var loads = new ArrayList<Load>();
    JsonNode from = entry.get("associate");
    JsonNode to = entry.get("to");
    if (!from.isObject() || from.size() != 1 || to == null || !to.isObject()) {
      throw new SeedException(place + ": write {associate: {deal: 7}, to: {contact: [1, 2]}}");
    }
    Map.Entry<String, JsonNode> source = from.properties().iterator().next();
    ObjectRef fromRef = ref(source.getKey(), source.getValue(), place);
    for (Map.Entry<String, JsonNode> target : to.properties()) {
      var targets = new ArrayList<ObjectRef>();
      JsonNode ids = target.getValue();
      if (ids.isArray()) {
        ids.forEach(id -> targets.add(ref(target.getKey(), id, place)));
      } else {
        targets.add(ref(target.getKey(), ids, place));
      }
      loads.add(new Load.OfLinks(fromRef, targets));
    }
    return loads;
  }

  private ObjectRef ref(String type, JsonNode id, String place) {
    if (!id.isIntegralNumber() || id.longValue() < 1 || id.longValue() >= MAX_ID) {
      throw new SeedException(place + ": '" + id.asString() + "' is no record id");
    }
    try {
      return new ObjectRef(types.resolve(type).id(), id.longValue());
    } catch (CrmException e) {
      throw new SeedException(place + ": '" + type + "' is no object type", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "no such file" : e.toString();
  }
}
