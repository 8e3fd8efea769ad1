package dev.rondo.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, and the addresses of what it serves.
 *
 * @param base an http or https URL; its path ends with a slash
 */
record ServerAddress(URI base) {

  /**
   * Reads what a game's developer gave.
   *
   * @throws IllegalArgumentException if it is not the URL of a server
   */
  static ServerAddress of(URI server) {
    String scheme = withScheme(server, "http", "https");
    if (scheme == null
        || server.getHost() == null
        || server.getRawUserInfo() != null
        || server.getRawQuery() != null
        || server.getRawFragment() != null) {
      throw new IllegalArgumentException("server: " + server
          + " (expected: an http or https URL without user, query and fragment)");
    }
    String path = server.getRawPath().replaceAll("/*$", "/");
    return new ServerAddress(URI.create(scheme + "://" + server.getRawAuthority() + path));
  }

  /** Where a seat in a room of a type is asked for, by those who speak a contract. */
  URI join(String roomType, Contract<?, ?> contract) {
    String segment = URLEncoder.encode(roomType, StandardCharsets.UTF_8).replace("+", "%20");
    return base.resolve("join/" + segment + "?version=" + contract.version() + "&contract="
        + contract.list().sum());
  }

  /** Where a seat to come back to is asked for. */
  URI resume() {
    return base.resolve("resume");
  }

  /**
   * Where a seat is claimed.
   *
   * @param asked where it was asked for
   * @param seat the seat's URL reference
   * @throws RondoException {@code bad_answer} if it names no WebSocket
   */
  static URI socket(URI asked, String seat) {
    try {
      URI socket = asked.resolve(seat);
      String scheme = withScheme(socket, "ws", "wss");
      if (scheme != null && socket.getHost() != null) {
        return URI.create(
            scheme + socket.toString().substring(socket.getScheme().length()));
      }
    } catch (IllegalArgumentException e) {
      // is no URL, and is said to be none below
    }
    throw new RondoException(
        "bad_answer",
        place(asked) + " gave a seat whose URL names no WebSocket. Check the URL given to"
            + " RondoClient, and what a proxy in between does with it.");
  }

  static boolean isSecure(URI address) {
    return address.getScheme().equals("https") || address.getScheme().equals("wss");
  }

  static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return isSecure(address) ? 443 : 80;
  }

  /** An address as it may stand in a message: without the query, which holds a seat's secret. */
  static String place(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }

  /** Returns the scheme to use instead, or null if the one that there is fits neither. */
  private static @Nullable String withScheme(URI address, String plain, String secure) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "ws" -> plain;
      case "https", "wss" -> secure;
      default -> null;
    };
  }
}
