package dev.liaison.wire.json;

import dev.liaison.http.RefusalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Sender and recipients of an email, which its record keeps as JSON in one property. What the API
/// does not know in there stays. Used by one thread.
public final class EmailHeaders {

  private static final List<String> NAMES = List.of("email", "firstName", "lastName");

  private final ObjectNode node;

  private EmailHeaders(ObjectNode node) {
    this.node = node;
  }

  /// The headers in a property; none where it has no JSON object, as anyone may write it.
  public static EmailHeaders of(String text) {
    if (!text.isBlank()) {
      try {
        if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
          return new EmailHeaders(object);
        }
      } catch (RefusalException e) {
        return new EmailHeaders(JsonNodeFactory.instance.objectNode());
      }
    }
    return new EmailHeaders(JsonNodeFactory.instance.objectNode());
  }

  /// What each address in a field has under a name, left out where it has nothing, as
  /// [dev.liaison.crm.object.EmailParties] asks for it.
  public static List<String> values(String text, String field, String name) {
    return of(text).addresses(field).stream()
        .map(address -> address.node().path(name))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(value -> !value.isBlank())
        .toList();
  }

  /// One of the addresses, with those of its fields that it has.
  public record Address(ObjectNode node) {

    /// The object in a field of a request.
    public static Address of(Fields metadata, String name) {
      return of(metadata.object(name).orElseThrow());
    }

    /// The objects in a field of a request.
    public static List<Address> listOf(Fields metadata, String name) {
      return metadata.objects(name).stream().map(Address::of).toList();
    }

    private static Address of(Fields fields) {
      ObjectNode address = JsonNodeFactory.instance.objectNode();
      NAMES.forEach(name -> fields.text(name).ifPresent(value -> address.put(name, value)));
      return new Address(address);
    }

    public void write(JsonGenerator json) {
      json.writeStartObject();
      for (String name : NAMES) {
        JsonNode value = node.path(name);
        if (value.isString()) {
          json.writeStringProperty(name, value.asString());
        }
      }
      json.writeEndObject();
    }
  }

  /// The addresses of a field that holds one or a list.
  public List<Address> addresses(String name) {
    var addresses = new ArrayList<Address>();
    JsonNode value = node.path(name);
    if (value instanceof ObjectNode one) {
      addresses.add(new Address(one));
    } else if (value.isArray()) {
      for (JsonNode item : value) {
        if (item instanceof ObjectNode each) {
          addresses.add(new Address(each));
        }
      }
    }
    return addresses;
  }

  public void put(String name, Address address) {
    node.set(name, address.node());
  }

  public void put(String name, List<Address> addresses) {
    var list = node.putArray(name);
    addresses.forEach(address -> list.add(address.node()));
  }

  public String text() {
    return node.toString();
  }
}
