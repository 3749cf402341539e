package dev.liaison.wire.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Granted;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What no record call can bring about by itself (modern-api.md sections 9 and 10); the rest is in
/// the wire cases.
class ModernErrorsTest {

  private static final ObjectRef CONTACT = new ObjectRef(ObjectTypes.CONTACT, 7);

  private final TestCrm test = new TestCrm(Stores.ROCKS);
  private final ModernErrors errors = new ModernErrors(test.crm.catalogues());
  private final Request request =
      new Request("GET", "/crm/v3/x", Query.parse(""), name -> null, () -> new byte[0])
          .correlated("the-id")
          .by(new Request.Grant(Caller.api(1), "app", new Granted.All()));

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void limitsHaveTheWordsThatClientsWaitFor() {
    assertEquals(
        json(
            """
            {"status":"error","message":"You have reached your ten_secondly_rolling limit.",
             "errorType":"RATE_LIMIT","correlationId":"the-id",
             "policyName":"TEN_SECONDLY_ROLLING","category":"RATE_LIMITS"}"""),
        body(429, new Refusal.RateLimited("TEN_SECONDLY_ROLLING", 10)));
    assertEquals(
        "You have reached your secondly limit.",
        body(429, new Refusal.RateLimited("SECONDLY", 1)).get("message").asString());
  }

  @Test
  void unavailableSaysWhenToComeBack() {
    Response response = errors.refusal(new Refusal.Unavailable(3), request);
    assertEquals(503, response.status());
    assertEquals(List.of(new Response.Header("Retry-After", "3")), response.headers());
  }

  @Test
  void refusalsWithoutARecordedBodyAreTheEnvelopeWithTheStatus() {
    for (JsonNode body :
        List.of(
            body(413, new Refusal.BodyTooLarge(16)),
            body(410, new Refusal.Gone("2027-03-30")),
            body(400, new Refusal.UnknownConstant("FAKE", "ObjectType")),
            json(errors.fault(request)))) {
      assertEquals("error", body.get("status").asString());
      assertEquals("the-id", body.get("correlationId").asString());
    }
    assertEquals(500, errors.fault(request).status());
  }

  @Test
  void associationProblemsNameBothEnds() {
    assertEquals(
        "Association type x does not lead from contact to deal",
        message(
            400, new Problem.UnknownAssociationName(ObjectTypes.CONTACT, ObjectTypes.DEAL, "x")));
    assertEquals(
        "No default association exists between CONTACT and DEAL",
        message(400, new Problem.NotAssociable(ObjectTypes.CONTACT, ObjectTypes.DEAL)));
    assertEquals(
        "contact 7 cannot be associated with itself",
        message(400, new Problem.SelfAssociation(CONTACT)));
  }

  @Test
  void aTakenIdIsAConflict() {
    assertEquals(
        "Contact already exists. Existing ID: 7", message(409, new Problem.IdTaken(CONTACT)));
  }

  private String message(int status, Problem problem) {
    Response response = errors.problem(problem, request);
    assertEquals(status, response.status());
    return json(response).get("message").asString();
  }

  private JsonNode body(int status, Refusal refusal) {
    Response response = errors.refusal(refusal, request);
    assertEquals(status, response.status());
    return json(response);
  }

  private static JsonNode json(Response response) {
    return json(new String(response.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
