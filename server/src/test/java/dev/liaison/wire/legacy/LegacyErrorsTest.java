package dev.liaison.wire.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Granted;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The answers that no request of a wire case brings about.
class LegacyErrorsTest {

  private static final LegacyErrors ERRORS = new LegacyErrors(Wording.COMMON);

  private static final Request REQUEST =
      new Request("GET", "/deals/v1/deal/1", Query.parse(""), name -> null, () -> new byte[0])
          .correlated("id-1")
          .by(new Request.Grant(Caller.api(1), "test", new Granted.All()));

  private static final ObjectRef CONTACT = new ObjectRef(ObjectTypes.CONTACT, 5);

  private static final CrmRecord HOLDER = new CrmRecord(CONTACT, 1, 1, 0, 0, Map.of());

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Refusal.BodyTooLarge(16), 413, "The body has more than 16 bytes", ""),
        Arguments.of(
            new Refusal.NotServed("Search"), 501, "Search is not served by this version", ""),
        Arguments.of(new Refusal.Unavailable(1), 503, "The service is unavailable just now", ""),
        Arguments.of(
            new Refusal.Gone("2027-01-01"),
            410,
            "This call ended on 2027-01-01; use its successor",
            ""),
        Arguments.of(
            new Refusal.RateLimited("SECONDLY", 1),
            429,
            "You have reached your secondly limit.",
            ",'errorType':'RATE_LIMIT','policyName':'SECONDLY'"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalsHaveTheBaseBody(Refusal refusal, int status, String message, String extra) {
    assertBody(ERRORS.refusal(refusal, REQUEST), status, message, extra);
  }

  static Stream<Arguments> problems() {
    String invalid = ",'category':'VALIDATION_ERROR'";
    return Stream.of(
        Arguments.of(new Problem.NotFound(CONTACT), 404, "resource not found", ""),
        Arguments.of(
            new Problem.NotFoundBy(ObjectTypes.CONTACT, "email", "a@b.example"),
            404,
            "resource not found",
            ""),
        Arguments.of(
            new Problem.UniqueValueTaken(ObjectTypes.CONTACT, "email", "a@b.example", HOLDER),
            409,
            "A record with the email 'a@b.example' exists already: 5",
            ",'category':'CONFLICT'"),
        Arguments.of(
            new Problem.NotAnIdProperty(ObjectTypes.CONTACT, "city"),
            400,
            "The property 'city' does not identify records",
            invalid),
        Arguments.of(
            new Problem.UnknownObjectType("FAKE"),
            400,
            "Invalid enum constant 'FAKE' for class ObjectType",
            ""),
        Arguments.of(
            new Problem.UnknownAssociationType(
                ObjectTypes.DEAL, null, AssociationKey.hubspotDefined(999)),
            400,
            "Unknown association type 999",
            invalid),
        Arguments.of(
            new Problem.NotAssociable(ObjectTypes.DEAL, ObjectTypes.LEAD),
            400,
            "DEAL and 0-136 cannot be associated",
            invalid),
        Arguments.of(
            new Problem.SelfAssociation(CONTACT),
            400,
            "One or more associations are invalid",
            ",'errors':['CONTACT=5 is not valid']"),
        Arguments.of(
            new Problem.InvalidMergePrimary(CONTACT),
            400,
            "canonical vid is not a valid contact or is already in the process of being merged",
            ""),
        Arguments.of(
            new Problem.InvalidMergeSecondary(CONTACT),
            400,
            "vid to merge is not a valid contact or is already in the process of being merged",
            ""));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void problemsHaveTheirOwnWords(Problem problem, int status, String message, String extra) {
    assertBody(ERRORS.problem(problem, REQUEST), status, message, extra);
  }

  @Test
  void aFaultSaysNothingOfItsCause() {
    assertBody(ERRORS.fault(REQUEST), 500, "internal error", "");
  }

  private static void assertBody(Response response, int status, String message, String extra) {
    assertEquals(status, response.status());
    assertEquals(
        "{\"status\":\"error\",\"message\":\""
            + message
            + "\",\"correlationId\":\"id-1\""
            + extra.replace('\'', '"')
            + "}",
        new String(response.body(), StandardCharsets.UTF_8));
  }
}
