package dev.rondo.net;

import io.netty.handler.codec.http.HttpDecoderConfig;

/**
 * How the bytes that a request's head may have are divided, since Netty bounds its line and its headers
 * apart: a quarter and three quarters.
 */
final class HttpHead {
  private HttpHead() {}

  static int lineBytes(int headBytes) {
    return headBytes / 4;
  }

  static int headerBytes(int headBytes) {
    return headBytes - lineBytes(headBytes);
  }

  static HttpDecoderConfig decoder(int headBytes) {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(lineBytes(headBytes))
        .setMaxHeaderSize(headerBytes(headBytes));
  }
}
