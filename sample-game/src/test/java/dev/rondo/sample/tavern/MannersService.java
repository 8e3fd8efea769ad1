package dev.rondo.sample.tavern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Somebody else's HTTP API on this machine: answers 422 to "rude" words, 503 to "broken", and "slow" never. */
final class MannersService implements AutoCloseable {
  private final HttpServer server;

  MannersService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/check", MannersService::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/check");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String words = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (words) {
      case "slow" -> {} // and the connection stays open
      case "rude" -> answer(exchange, 422);
      case "broken" -> answer(exchange, 503);
      default -> answer(exchange, 204);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
