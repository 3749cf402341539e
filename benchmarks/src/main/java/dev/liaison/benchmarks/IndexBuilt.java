package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// Has a server build its search index, which is not what calls are measured for; the next server
/// over the same data finds it.
final class IndexBuilt {

  private static final int TRIES = 60;
  private static final int NOT_READY = 503;

  private IndexBuilt() {}

  /// Searches until there is an answer.
  ///
  /// @throws IllegalStateException when there is none after minutes
  static void await(int port) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/crm/v3/objects/contacts/search".formatted(port)))
            .header("Authorization", "Bearer " + RequestForm.TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"limit\":1}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES; i++) {
        // The server itself waits some seconds for its index.
        if (client.send(request, BodyHandlers.discarding()).statusCode() != NOT_READY) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the search index is not built");
  }
}
