package dev.rondo.net;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a path of the game's own.
 *
 * @param method such as {@code GET}
 * @param path the whole path, decoded: {@code /api/scores/7}
 * @param parameters those of the URL, decoded, each with all its values
 * @param headers by name in lower case; of a name that came more than once, the last
 * @param body at most {@code httpBodyBytes}
 * @param client who asks, behind the proxies that are trusted
 */
public record HttpQuery(
    String method,
    String path,
    Map<String, List<String>> parameters,
    Map<String, String> headers,
    ByteString body,
    InetAddress client) {

  /**
   * Returns a parameter of the URL.
   *
   * @param name its name
   * @return its first value, or nothing if it is not there
   */
  public Optional<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns a header.
   *
   * @param name its name, in any case
   * @return its value, or nothing if it is not there
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns the body as text.
   *
   * @return the body, read as UTF-8
   */
  public String text() {
    return body.toStringUtf8();
  }
}
