package dev.rondo.net;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.lobby.RefusedException;
import dev.rondo.protocol.v1.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Makes HTTP answers. */
final class Answers {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private Answers() {}

  static FullHttpResponse json(HttpResponseStatus status, MessageOrBuilder message) {
    FullHttpResponse answer =
        of(status, ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, print(message)));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    return answer;
  }

  static FullHttpResponse refusal(RefusedException refused) {
    Refusal.Builder refusal = Refusal.newBuilder()
        .setCode(refused.reason().code())
        .setMessage(String.valueOf(refused.getMessage()));
    int retryAfterMillis = refused.retryAfterMillis();
    if (retryAfterMillis > 0) {
      refusal.setRetryAfterMillis(retryAfterMillis);
    }
    FullHttpResponse answer = json(HttpResponseStatus.valueOf(refused.reason().status()), refusal);
    if (retryAfterMillis > 0) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfterSeconds(retryAfterMillis));
    }
    return answer;
  }

  static FullHttpResponse empty(HttpResponseStatus status) {
    return of(status, Unpooled.EMPTY_BUFFER);
  }

  static FullHttpResponse of(HttpResponseStatus status, ByteBuf body) {
    FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    answer.headers().set("X-Content-Type-Options", "nosniff");
    if (!status.equals(HttpResponseStatus.NOT_MODIFIED)
        && !status.equals(HttpResponseStatus.NO_CONTENT)) { // RFC 9110, section 8.6
      answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return answer;
  }

  /** Lets the page of an origin that the policy allows read the answer. */
  static void allowOrigin(FullHttpResponse answer, HttpHeaders request) {
    String origin = request.get(HttpHeaderNames.ORIGIN);
    answer.headers().add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    if (origin != null) {
      answer.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
  }

  /** What the game answers. */
  static FullHttpResponse of(HttpReply reply) {
    FullHttpResponse answer = of(
        HttpResponseStatus.valueOf(reply.status()),
        Unpooled.wrappedBuffer(reply.body().asReadOnlyByteBuffer()));
    if (!reply.contentType().isEmpty()) {
      answer.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    }
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    return answer;
  }

  /** The answer to a preflight request. */
  static FullHttpResponse preflight(String methods) {
    FullHttpResponse answer = empty(HttpResponseStatus.NO_CONTENT);
    answer
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Authorization")
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, TimeUnit.MINUTES.toSeconds(10));
    return answer;
  }

  static void closes(FullHttpResponse answer) {
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }

  private static String print(MessageOrBuilder message) {
    try {
      return JSON.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only an Any of an unknown type cannot be printed
    }
  }

  private static int retryAfterSeconds(int millis) {
    return (millis + 999) / 1_000;
  }
}
