package dev.rondo.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([^\\s/?#@:,\\[\\]]+|\\[[0-9a-f:.]+\\])(:\\d{1,5})?");

  private final Set<String> allowed;
  private final boolean loopback;

  /**
   * Reads the allow-list.
   *
   * @throws IllegalArgumentException if an entry is no origin: no browser would ever send it
   */
  OriginPolicy(List<String> allowed, boolean loopback) {
    this.allowed =
        allowed.stream().map(OriginPolicy::asBrowsersSayIt).collect(Collectors.toUnmodifiableSet());
    this.loopback = loopback;
  }

  /** In lower case, and without the port that its scheme implies. */
  private static String asBrowsersSayIt(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    if (!ORIGIN.matcher(lower).matches()) {
      throw new IllegalArgumentException("allowedOrigins: \"" + origin
          + "\" (expected: scheme://host[:port], with no slash behind it, such as"
          + " https://play.example.com)");
    }
    return lower.replaceFirst("^(https://.*):443$", "$1").replaceFirst("^(http://.*):80$", "$1");
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
    if (uri == null || uri.getAuthority() == null) {
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

  private static boolean isLoopback(
      @Nullable String host) { // null for names with a _, which are no host names to Java
    if (host == null) {
      return false;
    }
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
