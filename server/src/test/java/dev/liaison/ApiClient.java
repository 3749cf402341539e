package dev.liaison;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to servers in processes of their own. For one thread.
final class ApiClient {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final String token;

  ApiClient() {
    this(ChildServer.TOKEN);
  }

  ApiClient(String token) {
    this.token = token;
  }

  /// What a server said.
  ///
  /// @param retryAfter `""` when the header is not there
  record Answer(String request, int status, String retryAfter, String body, Duration took) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    @Override
    public String toString() {
      return request + ": " + status + " " + body + " after " + took.toMillis() + " ms";
    }
  }

  Answer send(String method, String url, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          method + " " + url + " " + body,
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(""),
          response.body(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + url + " had no answer", e);
    }
  }

  /// @throws AssertionError when the answer has another status
  Answer expect(int status, String method, String url, String body) {
    Answer answer = send(method, url, body);
    if (answer.status() != status) {
      throw new AssertionError("not " + status + " but " + answer);
    }
    return answer;
  }

  /// A new record's id.
  long create(String url, String type, String properties) {
    String body = "{\"properties\":" + properties + "}";
    Answer answer = expect(201, "POST", url + "/crm/v3/objects/" + type, body);
    return answer.json().get("id").asLong();
  }
}
