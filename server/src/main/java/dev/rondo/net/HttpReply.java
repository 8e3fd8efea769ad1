package dev.rondo.net;

import com.google.protobuf.ByteString;

/**
 * The answer to a request for a path of the game's own.
 *
 * @param status 200 to 599
 * @param contentType of the body, or nothing for none
 * @param body the bytes
 */
public record HttpReply(int status, String contentType, ByteString body) {

  /** Checks the status, and that the content type is one line. */
  public HttpReply {
    if (contentType.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "contentType: \"" + contentType + "\" (expected: one without control characters)");
    }
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
    }
  }

  /**
   * Answers 200 with JSON.
   *
   * @param json the JSON
   * @return the answer
   */
  public static HttpReply json(String json) {
    return new HttpReply(200, "application/json", ByteString.copyFromUtf8(json));
  }

  /**
   * Answers 200 with text.
   *
   * @param text the text
   * @return the answer
   */
  public static HttpReply text(String text) {
    return new HttpReply(200, "text/plain; charset=utf-8", ByteString.copyFromUtf8(text));
  }

  /**
   * Answers with a status alone.
   *
   * @param status such as 204 or 404
   * @return the answer
   */
  public static HttpReply status(int status) {
    return new HttpReply(status, "", ByteString.EMPTY);
  }
}
