package dev.rondo.net;

import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The server's side of the WebSocket handshake: RFC 6455, sections 4.2.1 and 4.2.2. */
final class Upgrade {
  /** What both sides speak once the WebSocket is open. */
  static final String SUBPROTOCOL = "rondo.v1";

  private static final String VERSION = "13";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private Upgrade() {}

  /**
   * Checks a request and returns its key.
   *
   * @throws RefusedException if it is no upgrade to this version and subprotocol
   */
  static String check(HttpHeaders headers) {
    if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || !headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(VERSION))) {
      throw new RefusedException(
          RefusalReason.UPGRADE_REQUIRED,
          "This address takes WebSocket upgrades of version " + VERSION
              + " (RFC 6455). Open it with a WebSocket client.");
    }
    List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (keys.size() != 1 || !isKey(keys.get(0))) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST,
          "Sec-WebSocket-Key: " + keys.size() + " of them (expected: one, 16 bytes in base64).");
    }
    if (!headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, false)) {
      throw new RefusedException(
          RefusalReason.SUBPROTOCOL_MISSING,
          "Sec-WebSocket-Protocol: "
              + String.join(", ", headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))
              + " (expected: "
              + SUBPROTOCOL + " among them).");
    }
    return keys.get(0);
  }

  /** Says in the answer to a request that is no upgrade what it should have been: RFC 9110, section 15.5.22. */
  static void ask(HttpHeaders answer) {
    answer
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
  }

  /** Writes the answer that opens the WebSocket. */
  static ByteBuf switchingProtocols(ByteBufAllocator alloc, String key) {
    String answer = "HTTP/1.1 101 Switching Protocols\r\n"
        + "Upgrade: websocket\r\n"
        + "Connection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n"
        + "Sec-WebSocket-Protocol: " + SUBPROTOCOL + "\r\n\r\n";
    ByteBuf out = alloc.directBuffer(answer.length());
    out.writeCharSequence(answer, StandardCharsets.US_ASCII);
    return out;
  }

  private static boolean isKey(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      return bytes.length == KEY_BYTES
          && Arrays.equals(
              Base64.getEncoder().encode(bytes), key.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
