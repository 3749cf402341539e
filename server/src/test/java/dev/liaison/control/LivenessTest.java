package dev.liaison.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import org.junit.jupiter.api.Test;

class LivenessTest {

  @Test
  void answersForItsOwnPathOnly() {
    assertEquals(204, status("GET", "/_liaison/live"));
    assertEquals(204, status("HEAD", "/_liaison/live"));
    assertEquals(404, status("POST", "/_liaison/live"));
    assertEquals(404, status("GET", "/_liaison/live/more"));
    assertEquals(404, status("GET", "/live"));
  }

  private static int status(String method, String path) {
    var request = new Request(method, path, Query.parse(""), _ -> null, () -> new byte[0]);
    return new Liveness().apply(request, _ -> Response.empty(404)).status();
  }
}
