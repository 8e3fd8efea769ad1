package dev.rondo.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may use this server: its own, those of the allow-list, and while the server itself listens
 * on loopback those of any port of this machine, so that a page's dev server works. Without this, any
 * page that a player visits could play in the player's name.
 *
 * <p><b>Threads:</b> any.
 */
final class OriginPolicy {
  private final Set<String> allowed;
  private final boolean loopback;

  OriginPolicy(List<String> allowed, boolean loopback) {
    this.allowed = allowed.stream()
        .map(origin -> origin.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
    this.loopback = loopback;
  }

  /** Says whether a request is served: it comes from no page, or from one that is allowed. */
  boolean allows(HttpHeaders headers) {
    List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
    if (origins.isEmpty()) {
      return true;
    }
    return origins.size() == 1 && allows(origins.get(0), headers.get(HttpHeaderNames.HOST));
  }

  private boolean allows(String origin, @Nullable String host) {
    if (allowed.contains(origin.toLowerCase(Locale.ROOT))) {
      return true;
    }
    URI uri = parse(origin);
    if (uri == null || uri.getHost() == null) {
      return false;
    }
    return uri.getAuthority().equalsIgnoreCase(withoutDefaultPort(uri, host))
        || (loopback && isLoopback(uri.getHost()));
  }

  /** A page's origin never names its scheme's own port; the Host header may. */
  private static @Nullable String withoutDefaultPort(URI origin, @Nullable String host) {
    String suffix = "https".equals(origin.getScheme()) ? ":443" : ":80";
    return host != null && host.endsWith(suffix)
        ? host.substring(0, host.length() - suffix.length())
        : host;
  }

  private static @Nullable URI parse(String origin) {
    try {
      return URI.create(origin);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
