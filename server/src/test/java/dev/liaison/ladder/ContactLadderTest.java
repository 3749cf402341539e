package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What contacts are known by: e-mail addresses, further ones, and the ids of those that were
/// merged into them.
@ParameterizedClass
@EnumSource(Stores.class)
class ContactLadderTest {

  private final Ladder api;

  ContactLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// How one generation writes and reads a contact by an address.
  interface Door {

    /// Creates the contact that has the address, or changes it.
    void upsert(Ladder api, String email, String firstName);

    /// The id and the first name of the contact that has the address.
    Optional<List<String>> find(Ladder api, String email);

    /// Gives a contact a further address.
    void addEmail(Ladder api, String id, String email);

    void merge(Ladder api, String kept, String away);
  }

  record Modern(Version version) implements Door {

    @Override
    public String toString() {
      return version.name();
    }

    private String contacts() {
      return version.objects() + "/contacts";
    }

    @Override
    public void upsert(Ladder api, String email, String firstName) {
      var input =
          Map.of("id", email, "idProperty", "email", "properties", Map.of("firstname", firstName));
      api.does("POST " + contacts() + "/batch/upsert", Map.of("inputs", List.of(input)));
    }

    @Override
    public Optional<List<String>> find(Ladder api, String email) {
      return api.find(contacts() + "/" + email + "?idProperty=email&properties=firstname")
          .map(found -> idAndName(found.at("/id"), found.at("/properties/firstname")));
    }

    @Override
    public void addEmail(Ladder api, String id, String email) {
      api.does(
          "PATCH " + contacts() + "/" + id,
          Map.of("properties", Map.of("hs_additional_emails", email)));
    }

    @Override
    public void merge(Ladder api, String kept, String away) {
      api.does(
          "POST " + contacts() + "/merge",
          Map.of("primaryObjectId", kept, "objectIdToMerge", away));
    }
  }

  /// Contacts v1, which has two ways to write by an address.
  enum Legacy implements Door {
    CREATE_OR_UPDATE("contacts v1, createOrUpdate") {
      @Override
      public void upsert(Ladder api, String email, String firstName) {
        api.does(
            "POST /contacts/v1/contact/createOrUpdate/email/" + email,
            Map.of("properties", List.of(firstName(firstName))));
      }
    },
    BATCH("contacts v1, batch") {
      @Override
      public void upsert(Ladder api, String email, String firstName) {
        api.does(
            "POST /contacts/v1/contact/batch",
            List.of(Map.of("email", email, "properties", List.of(firstName(firstName)))));
      }
    };

    private final String title;

    Legacy(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }

    @Override
    public Optional<List<String>> find(Ladder api, String email) {
      return api.find("/contacts/v1/contact/email/" + email + "/profile")
          .map(found -> idAndName(found.at("/vid"), found.at("/properties/firstname/value")));
    }

    @Override
    public void addEmail(Ladder api, String id, String email) {
      api.does("PUT /contacts/v1/secondary-email/" + id + "/email/" + email);
    }

    /// Answers what is no JSON.
    @Override
    public void merge(Ladder api, String kept, String away) {
      api.does(
          "POST /contacts/v1/contact/merge-vids/" + kept, Map.of("vidToMerge", Long.valueOf(away)));
    }

    private static Map<String, String> firstName(String value) {
      return Map.of("property", "firstname", "value", value);
    }
  }

  private static List<String> idAndName(JsonNode id, JsonNode name) {
    return List.of(id.asString(), name.asString(""));
  }

  static Stream<Door> doors() {
    return Stream.concat(
        Stream.of(Legacy.values()), Version.WITH_OBJECTS.stream().map(Modern::new));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void anUpsertOfOneDoorIsFoundByEveryOther(Door maker) {
    maker.upsert(api, "Ida@Acme.example", "Ida");
    String id = maker.find(api, "ida@acme.example").orElseThrow().getFirst();
    assertFound("ida@acme.example", id, "Ida");
    for (Door writer : doors().toList()) {
      writer.upsert(api, "ida@acme.example", writer.toString());
      assertFound("ida@acme.example", id, writer.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aFurtherAddressLeadsToItsContactThroughEveryDoor(Door writer) {
    writer.upsert(api, "ida@acme.example", "Ida");
    String id = writer.find(api, "ida@acme.example").orElseThrow().getFirst();
    writer.addEmail(api, id, "ida@home.example");
    assertFound("ida@home.example", id, "Ida");
    for (Door other : doors().toList()) {
      other.upsert(api, "ida@home.example", other.toString());
      assertFound("ida@acme.example", id, other.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void bothIdsAndAddressesOfAMergeLeadToTheSurvivor(Door writer) {
    writer.upsert(api, "ida@acme.example", "Ida");
    writer.upsert(api, "ida@home.example", "Ina");
    String kept = writer.find(api, "ida@acme.example").orElseThrow().getFirst();
    String away = writer.find(api, "ida@home.example").orElseThrow().getFirst();
    writer.merge(api, kept, away);
    // The newest value wins.
    assertFound("ida@acme.example", kept, "Ina");
    assertFound("ida@home.example", kept, "Ina");
    for (RecordDoor reader : RecordDoor.of("contacts")) {
      assertEquals(Optional.of("Ina"), reader.read(api, kept, "firstname"), reader.toString());
      assertEquals(Optional.of("Ina"), reader.read(api, away, "firstname"), reader.toString());
      assertEquals(Map.of(kept, "Ina"), reader.list(api, "firstname"), reader.toString());
      reader.update(api, away, Map.of("firstname", reader.toString()));
      assertFound("ida@home.example", kept, reader.toString());
      reader.update(api, kept, Map.of("firstname", "Ina"));
    }
  }

  @ParameterizedTest
  @MethodSource("erasers")
  void anErasedContactIsGoneThroughEveryDoor(String gdprDelete) {
    Door maker = Legacy.CREATE_OR_UPDATE;
    maker.upsert(api, "ida@acme.example", "Ida");
    String id = maker.find(api, "ida@acme.example").orElseThrow().getFirst();
    api.does("POST " + gdprDelete, Map.of("objectId", "ida@acme.example", "idProperty", "email"));
    for (Door reader : doors().toList()) {
      assertEquals(Optional.empty(), reader.find(api, "ida@acme.example"), reader.toString());
    }
    for (RecordDoor reader : RecordDoor.of("contacts")) {
      assertEquals(Optional.empty(), reader.read(api, id, "firstname"), reader.toString());
      assertEquals(Map.of(), reader.list(api, "firstname"), reader.toString());
    }
    for (Version version : Version.WITH_OBJECTS) {
      assertEquals(
          404, api.status("GET " + version.objects() + "/contacts/" + id + "?archived=true"));
    }
    for (Door writer : doors().toList()) {
      writer.upsert(api, "ida@acme.example", writer.toString());
      String made = writer.find(api, "ida@acme.example").orElseThrow().getFirst();
      assertNotEquals(id, made);
      assertFound("ida@acme.example", made, writer.toString());
    }
  }

  static Stream<String> erasers() {
    return Version.WITH_OBJECTS.stream()
        .map(version -> version.objects() + "/contacts/gdpr-delete");
  }

  private void assertFound(String email, String id, String firstName) {
    var found = new ArrayList<Optional<List<String>>>();
    for (Door reader : doors().toList()) {
      found.add(reader.find(api, email));
    }
    assertFalse(found.isEmpty());
    for (Optional<List<String>> one : found) {
      assertEquals(Optional.of(List.of(id, firstName)), one);
    }
  }
}
