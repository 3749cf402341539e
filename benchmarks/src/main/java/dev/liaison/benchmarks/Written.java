package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// Reads back what the load wrote: a fast answer to work that was not done is worth nothing.
final class Written {

  private static final int LOOKED_AT = 100;

  private Written() {}

  /// Looks for the first associations that [Scenario#ASSOCIATE] made.
  ///
  /// @throws IllegalStateException when one is missing
  static void check(int port) {
    try (var client = HttpClient.newHttpClient()) {
      for (int step = 0; step < LOOKED_AT; step++) {
        long deal = Dataset.freeDealAt(step);
        String contacts = contacts(client, port, deal);
        for (long contact : new long[] {Dataset.pairAt(step), Dataset.pairAt(step) + 1}) {
          if (!contacts.contains(Long.toString(contact))) {
            throw new IllegalStateException("deal " + deal + " has lost contact " + contact);
          }
        }
      }
    }
  }

  private static String contacts(HttpClient client, int port, long deal) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/crm/v4/objects/deals/%d/associations/contacts?limit=500"
                        .formatted(port, deal)))
            .header("Authorization", "Bearer " + RequestForm.TOKEN)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
