package dev.rondo.sample.tavern;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks a service whether words are fit for a tavern. */
// begin integration
final class Manners {
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newHttpClient(); // one for all rooms: it has threads
  private final URI service;

  Manners(URI service) {
    this.service = service;
  }

  CompletionStage<Boolean> allow(String text) {
    HttpRequest request = HttpRequest.newBuilder(service)
        .timeout(PATIENCE) // frees the connection
        .POST(BodyPublishers.ofString(text))
        .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(answer -> switch (answer.statusCode()) {
          case 204 -> true;
          case 422 -> false;
          default -> throw new IllegalStateException(service + " answered " + answer.statusCode());
        });
  }
}
// end integration
