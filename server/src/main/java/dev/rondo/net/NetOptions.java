package dev.rondo.net;

import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param host the address to listen on; loopback unless the server is meant for others
 * @param port the port, or 0 for any free one
 * @param allowedOrigins origins of other sites whose pages may use this server, such as
 *     {@code https://play.example.com}
 * @param trustedProxies addresses or networks (CIDR) whose {@code X-Forwarded-For} is believed
 * @param staticFiles the folder on the class path that is served, or null for none
 * @param endpoints the game's own paths, each with what answers it and all below it
 * @param tls to speak TLS, or null to speak plain HTTP
 */
public record NetOptions(
    String host,
    int port,
    List<String> allowedOrigins,
    List<String> trustedProxies,
    @Nullable String staticFiles,
    Map<String, HttpEndpoint> endpoints,
    @Nullable SslContext tls) {

  /** Checks that the port is one. */
  public NetOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    allowedOrigins = List.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    endpoints = Map.copyOf(endpoints);
  }
}
