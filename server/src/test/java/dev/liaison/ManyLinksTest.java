package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Caller;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages over a record with more than 10,000 links: every link that is there all the time comes
/// once, in order, while others are made before and behind the place where the reader is.
@ParameterizedClass
@EnumSource(Stores.class)
class ManyLinksTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Caller CALLER = Caller.api(TestApi.PORTAL);

  /// Deals with even ids are linked from the start; those with odd ids while pages are read.
  private static final int LINKED = 10_400;

  private final TestApi api;

  ManyLinksTest(Stores stores) {
    api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    var loads = new ArrayList<Load>();
    loads.add(contact());
    LongStream.rangeClosed(2, 2L * LINKED + 1).forEach(id -> loads.add(deal(id)));
    List<ObjectRef> even =
        LongStream.rangeClosed(1, LINKED)
            .mapToObj(i -> new ObjectRef(ObjectTypes.DEAL, 2 * i))
            .toList();
    loads.add(new Load.OfLinks(new ObjectRef(ObjectTypes.CONTACT, 1), even));
    for (int i = 0; i < loads.size(); i += 2_000) {
      api.api().crm().changes().load(CALLER, loads.subList(i, Math.min(i + 2_000, loads.size())));
    }
  }

  private static Load contact() {
    return new Load.OfRecord(
        new ObjectRef(ObjectTypes.CONTACT, 1), Map.of(), TestApi.START.toEpochMilli());
  }

  private static Load deal(long id) {
    return new Load.OfRecord(
        new ObjectRef(ObjectTypes.DEAL, id), Map.of(), TestApi.START.toEpochMilli());
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void pagesAreStableWhileLinksAreAdded() {
    assertStable(
        after ->
            api.json(
                "GET",
                "/crm/v4/objects/contacts/1/associations/deals?limit=500" + query(after),
                ""),
        page -> page,
        "/toObjectId");
    assertStable(
        after ->
            api.json(
                "GET",
                "/crm/v3/objects/contacts/1/associations/deals?limit=500" + query(after),
                ""),
        page -> page,
        "/id");
    assertStable(
        after ->
            api.json(
                "POST",
                "/crm/v4/associations/contacts/deals/batch/read",
                "{\"inputs\":[{\"id\":\"1\""
                    + (after.isEmpty() ? "" : ",\"after\":\"" + after + "\"")
                    + "}]}"),
        page -> page.at("/results/0"),
        "/toObjectId");
  }

  private int added = 1;

  /// Between any two pages, one link is made in front of the reader and one behind.
  private void assertStable(
      Function<String, JsonNode> read, Function<JsonNode, JsonNode> list, String id) {
    var seen = new ArrayList<Long>();
    String after = "";
    do {
      JsonNode page = list.apply(read.apply(after));
      JsonNode entries = page.has("results") ? page.get("results") : page.get("to");
      assertTrue(entries.size() <= 500, "a page of " + entries.size());
      entries.forEach(entry -> seen.add(entry.at(id).asLong()));
      after = page.at("/paging/next/after").asString("");
      link(added);
      link(2 * LINKED + 2 - added);
      added += 2;
    } while (!after.isEmpty());

    assertEquals(seen.stream().sorted().distinct().toList(), seen);
    assertTrue(
        new HashSet<>(seen)
            .containsAll(LongStream.rangeClosed(1, LINKED).mapToObj(i -> 2 * i).toList()),
        "a link is missing");
  }

  private void link(long odd) {
    if (odd > 1) {
      api.json("PUT", "/crm/v4/objects/contacts/1/associations/default/deals/" + odd, "");
    }
  }

  private static String query(String after) {
    return after.isEmpty() ? "" : "&after=" + after;
  }
}
