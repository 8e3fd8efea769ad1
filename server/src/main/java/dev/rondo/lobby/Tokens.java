package dev.rondo.lobby;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets: 128 random bits in base64url. Any thread. */
final class Tokens {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Tokens() {}

  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }
}
