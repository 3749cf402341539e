package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Searches;
import dev.liaison.crm.search.Sort;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyPaging;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Contacts v1: the search for contacts (legacy-api.md section 6).
public final class ContactSearchV1 {

  private static final LegacyArea AREA =
      new LegacyArea(
          "Contacts v1",
          new LegacyErrors(new ContactWording()),
          LegacyArea.NOTICED,
          "/docs/legacy/contacts.md");

  private static final List<String> SEARCHED =
      List.of("email", "hs_additional_emails", "firstname", "lastname", "phone", "company");

  private final Crm crm;

  public ContactSearchV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    List<Scope> reading =
        List.of(Scopes.read(crm.catalogues().hubspotDefined().types().byId(CONTACT)));
    return List.of(
        AREA.route(
            "GET",
            "/contacts/v1/search/query",
            _ -> reading,
            this::search,
            "POST /crm/v3/objects/contacts/search"));
  }

  private Response search(Request request) {
    Query query = request.query();
    String words = query.first("q").orElse("");
    int size = LegacyPaging.size(query, "count", 20, 100);
    // Behind the last result that a search reaches there is nothing.
    int offset = Math.min(LegacyPaging.position(query, "offset"), Search.REACH - size);
    Optional<Sort> sort =
        query
            .first("sort")
            .map(
                name ->
                    new Sort(name, !query.first("order").orElse("DESC").equalsIgnoreCase("ASC")));
    Searches.Found found =
        crm.searches()
            .containing(
                request.caller(),
                CONTACT,
                SEARCHED,
                new Search(List.of(), words, sort, offset, size),
                ContactItems.reading(query));
    long next = found.items().isEmpty() ? 0 : (long) offset + found.items().size();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("query", words);
              json.writeNumberProperty("offset", next);
              json.writeBooleanProperty("has-more", next != 0 && next < found.total());
              json.writeNumberProperty("total", found.total());
              json.writeArrayPropertyStart("contacts");
              found
                  .items()
                  .forEach(
                      view -> ContactItems.write(json, crm, request, view, OptionalLong.empty()));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
