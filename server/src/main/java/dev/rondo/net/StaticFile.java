package dev.rondo.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is served: its bytes, plain and compressed, and what is said of them. Immutable.
 *
 * <p>The bytes lie outside the heap, where sockets write from without a copy: all answers share them, so
 * clients that do not read theirs hold no memory each, save under TLS, which encrypts for each. They are
 * freed with the last answer, by the garbage collector.
 */
final class StaticFile {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";

  private final ByteBuffer plain;
  private final @Nullable ByteBuffer gzipped;
  private final String type;
  private final String etag;
  private final boolean immutable;

  /**
   * Makes a file.
   *
   * @param plain its bytes
   * @param gzipped the same, compressed, or null where that saves nothing
   * @param type its content type
   * @param hash of its bytes
   * @param immutable whether its name changes when its bytes do
   */
  StaticFile(byte[] plain, byte @Nullable [] gzipped, String type, String hash, boolean immutable) {
    this.plain = offHeap(plain);
    this.gzipped = gzipped == null ? null : offHeap(gzipped);
    this.type = type;
    this.etag = "W/\"" + hash + '"'; // weak: the same for both forms
    this.immutable = immutable;
  }

  /** How many bytes it keeps. */
  int bytes() {
    return plain.remaining() + (gzipped == null ? 0 : gzipped.remaining());
  }

  /** The answer to a GET with these headers. */
  FullHttpResponse answer(HttpHeaders request) {
    boolean known = request.containsValue(HttpHeaderNames.IF_NONE_MATCH, etag, false);
    ByteBuffer zipped = acceptsGzip(request) ? gzipped : null;
    FullHttpResponse answer = known
        ? Answers.empty(HttpResponseStatus.NOT_MODIFIED)
        : Answers.of(
            HttpResponseStatus.OK, Unpooled.wrappedBuffer(zipped == null ? plain : zipped));
    HttpHeaders headers = answer.headers();
    headers.set(HttpHeaderNames.ETAG, etag);
    headers.set(HttpHeaderNames.CACHE_CONTROL, immutable ? FOR_EVER : ASK_EACH_TIME);
    headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    if (!known) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, type);
      if (zipped != null) {
        headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
      }
    }
    return answer;
  }

  private static ByteBuffer offHeap(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
    buffer.put(bytes).flip();
    return buffer.asReadOnlyBuffer();
  }

  private static boolean acceptsGzip(HttpHeaders request) {
    return request.containsValue(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.GZIP, true);
  }
}
