package dev.liaison.migration;

import dev.liaison.http.Query;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Succession;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A call of the later API that does what a legacy one did, ready to be tried: without credentials,
/// and with what may be about a person replaced.
///
/// @param target path and query
/// @param body JSON, `""` for none
public record SuccessorCall(String method, String target, String body) {

  private static final String SOMEONE = "someone@example.test";

  /// Parameters of paths whose values are words of the API or of the account's definitions.
  private static final Set<String> WORDS =
      Set.of("objectType", "type", "t", "o", "category", "name", "pipelineId", "stageId");

  /// Made from a request that has been answered.
  static SuccessorCall of(Request request, Succession succession) {
    Request masked =
        request.with(
            SuccessorCall::masked,
            Query.of(
                request.query().parameters().stream()
                    .filter(parameter -> isNumber(parameter.value()))
                    .toList()));
    String successor = succession.successor();
    String target = succession.exact().apply(masked);
    // Of several ids the exact successor is a batch, whatever that of one is.
    String method =
        target.contains("/batch/") ? "POST" : successor.substring(0, successor.indexOf(' '));
    String body =
        succession.body().isPresent()
            ? succession.body().get().apply(request)
            : body(method, target, masked, request);
    return new SuccessorCall(method, target, body);
  }

  /// As far as it can be told without a request.
  static SuccessorCall of(Succession succession) {
    String successor = succession.successor();
    int space = successor.indexOf(' ');
    return new SuccessorCall(successor.substring(0, space), successor.substring(space + 1), "");
  }

  private static String masked(String name, String value) {
    if (isNumber(value) || WORDS.contains(name)) {
      return value;
    }
    return name.equals("email") ? SOMEONE : name.toUpperCase(Locale.ROOT);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 20
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String body(String method, String target, Request masked, Request request) {
    if (method.equals("GET") || method.equals("DELETE")) {
      return "";
    }
    List<String> ids = masked.query().all("id");
    if (!ids.isEmpty()) {
      return ExampleBody.ofLinks(target, firstNumber(masked.path()), ids);
    }
    if (target.endsWith("/search")) {
      return ExampleBody.SEARCH;
    }
    if (target.endsWith("/batch/read")) {
      return ExampleBody.ofReads(masked.query());
    }
    return target.contains("/associations/default/") ? "" : translated(target, request);
  }

  private static String firstNumber(String path) {
    for (String segment : path.split("/")) {
      if (isNumber(segment)) {
        return segment;
      }
    }
    return "";
  }

  /// The body of the request, which the handler has read, if it had any use for it.
  private static String translated(String target, Request request) {
    if (request.method().equals("GET") || request.method().equals("DELETE")) {
      return "";
    }
    try {
      return ExampleBody.of(target, request.body());
    } catch (RefusalException e) {
      // What could not be read has no successor.
      return "";
    }
  }
}
