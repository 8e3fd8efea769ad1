package dev.rondo.net;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.lobby.AddressQuota;
import dev.rondo.lobby.Claim;
import dev.rondo.lobby.JoinBody;
import dev.rondo.lobby.Lobby;
import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import dev.rondo.protocol.v1.Resume;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.Limits;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection: joins, the upgrade, static files. One at a time: a request
 * that comes before the one before was answered ends the connection.
 *
 * <p><b>Threads:</b> the front loop.
 */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(HttpHandler.class);

  private static final AsciiString PROTOBUF = AsciiString.cached("application/protobuf");

  private final Front front;
  private final Deadline deadline;
  private boolean busy;

  /**
   * What all connections share.
   *
   * @param lobby gives seats and takes claims
   * @param limits what bounds a connection
   * @param origins whose pages may use the server
   * @param addresses who a request comes from
   * @param quota what an address may hold
   * @param files what is served besides, or null
   */
  record Front(
      Lobby lobby,
      Limits limits,
      OriginPolicy origins,
      ClientAddress addresses,
      AddressQuota quota,
      @Nullable StaticFiles files) {}

  HttpHandler(Front front, Deadline deadline) {
    this.front = front;
    this.deadline = deadline;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (busy) {
      ctx.close();
      return;
    }
    busy = true;
    try {
      checkHead(request);
      route(ctx, request);
    } catch (RefusedException e) {
      refuse(ctx, request, e);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Mishap.close(ctx, cause);
  }

  private void checkHead(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      throw unreadable(request.decoderResult().cause());
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        || request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST, "The request must be HTTP/1.1 with one Host header.");
    }
    if (!front.origins().allows(request.headers())) {
      throw new RefusedException(
          RefusalReason.ORIGIN_REFUSED,
          "Pages of " + request.headers().get(HttpHeaderNames.ORIGIN)
              + " may not use this server. Its operator can allow them (allowedOrigins).");
    }
  }

  private RefusedException unreadable(Throwable cause) {
    int headBytes = front.limits().httpHeadBytes();
    if (cause instanceof TooLongHttpLineException) {
      return new RefusedException(
          RefusalReason.URI_TOO_LONG,
          "The request line is longer than " + HttpHead.lineBytes(headBytes)
              + " bytes (a quarter of httpHeadBytes).");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new RefusedException(
          RefusalReason.HEAD_TOO_LARGE,
          "The headers are longer than " + HttpHead.headerBytes(headBytes)
              + " bytes (of httpHeadBytes).");
    }
    if (cause instanceof TooLongHttpContentException) {
      return new RefusedException(
          RefusalReason.BODY_TOO_LARGE,
          "The body is longer than " + front.limits().httpBodyBytes() + " bytes (httpBodyBytes).");
    }
    return new RefusedException(
        RefusalReason.BAD_REQUEST, "The request is not HTTP/1.1: " + cause.getMessage());
  }

  private void route(ChannelHandlerContext ctx, FullHttpRequest request) {
    QueryStringDecoder uri = decode(request.uri());
    String path = uri.path();
    if (path.startsWith("/join/")) {
      join(ctx, request, path.substring("/join/".length()), uri);
    } else if (path.equals("/resume")) {
      resume(ctx, request);
    } else if (path.equals("/ws")) {
      upgrade(ctx, request, uri);
    } else {
      serveFile(ctx, request, path);
    }
  }

  private static QueryStringDecoder decode(String uri) {
    QueryStringDecoder decoder = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, 16);
    try {
      decoder.path();
      decoder.parameters();
      return decoder;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST, "The URL cannot be decoded: " + e.getMessage());
    }
  }

  // Joins.

  private void join(
      ChannelHandlerContext ctx, FullHttpRequest request, String roomType, QueryStringDecoder uri) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answer(ctx, request, Answers.preflight());
      return;
    }
    checkMethod(request, HttpMethod.POST);
    front
        .lobby()
        .join(roomType, version(uri), joinBody(request), client(ctx, request))
        .whenComplete((seat, failure) ->
            Loops.tell(ctx.channel().eventLoop(), () -> answerJoin(ctx, request, seat, failure)));
  }

  /** Later than the request: of that only the head may still be looked at. */
  private void answerJoin(
      ChannelHandlerContext ctx,
      HttpRequest request,
      @Nullable Seat seat,
      @Nullable Throwable failure) {
    if (seat != null) {
      answer(ctx, request, Answers.json(HttpResponseStatus.OK, seat));
    } else if (failure instanceof CompletionException wrapped
        && wrapped.getCause() instanceof RefusedException e) {
      refuse(ctx, request, e);
    } else {
      log.error("A join failed", failure);
      ctx.close();
    }
  }

  private static JoinBody joinBody(FullHttpRequest request) {
    CharSequence mimeType = HttpUtil.getMimeType(contentType(request));
    if (mimeType != null && PROTOBUF.contentEqualsIgnoreCase(mimeType)) {
      return new JoinBody.Binary(ByteString.copyFrom(request.content().nioBuffer()));
    }
    return new JoinBody.Json(json(request, "application/json or application/protobuf"));
  }

  private static String json(FullHttpRequest request, String expected) {
    CharSequence mimeType = HttpUtil.getMimeType(contentType(request));
    if (mimeType == null || !HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(mimeType)) {
      throw new RefusedException(
          RefusalReason.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type: \"" + contentType(request) + "\" (expected: " + expected + ").");
    }
    return request.content().toString(StandardCharsets.UTF_8);
  }

  private static String contentType(HttpRequest request) {
    return request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
  }

  private static OptionalInt version(QueryStringDecoder uri) {
    List<String> versions = uri.parameters().getOrDefault("version", List.of());
    if (versions.isEmpty()) {
      return OptionalInt.empty();
    }
    if (versions.size() > 1 || !versions.get(0).matches("\\d{1,9}")) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST, "version: " + versions + " (expected: one number).");
    }
    return OptionalInt.of(Integer.parseInt(versions.get(0)));
  }

  // Coming back.

  private void resume(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answer(ctx, request, Answers.preflight());
      return;
    }
    checkMethod(request, HttpMethod.POST);
    Resume.Builder resume = Resume.newBuilder();
    try {
      JsonFormat.parser().merge(json(request, "application/json"), resume);
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST,
          "The body is not {\"token\": \"…\", \"applied\": 123}, the token of the welcome and the newest"
              + " tick that was applied.");
    }
    Seat seat = front.lobby().resume(resume.getToken(), resume.getApplied(), client(ctx, request));
    answer(ctx, request, Answers.json(HttpResponseStatus.OK, seat));
  }

  // The upgrade.

  private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder uri) {
    checkMethod(request, HttpMethod.GET);
    String key = Upgrade.check(request.headers());
    List<String> seats = uri.parameters().getOrDefault("seat", List.of());
    if (seats.size() != 1) {
      throw new RefusedException(
          RefusalReason.SEAT_GONE, "The URL names no seat. Ask for one with POST /join first.");
    }
    Claim claim = front.lobby().claim(seats.get(0)); // which no longer counts for the address
    try {
      holdForClient(ctx, request);
    } catch (RefusedException e) {
      claim.release();
      throw e;
    }
    deadline.cancel(); // it belongs to this loop, and the channel is about to leave it
    new ChannelMove(ctx.channel(), claim, key, front.limits()).start();
  }

  /** Behind a trusted proxy the connection was not counted for its address, so the player is now. */
  private void holdForClient(ChannelHandlerContext ctx, HttpRequest request) {
    InetAddress peer = peer(ctx);
    if (!front.addresses().isTrustedProxy(peer)) {
      return;
    }
    InetAddress client = front.addresses().of(peer, request.headers());
    if (!front.quota().tryTake(client)) {
      throw new RefusedException(
          RefusalReason.TOO_MANY_CONNECTIONS,
          "This address holds " + front.limits().connectionsPerAddress()
              + " connections and open seats already (connectionsPerAddress).");
    }
    var frontLoop = ctx.channel().eventLoop();
    ctx.channel()
        .closeFuture()
        .addListener(closed -> Loops.tell(frontLoop, () -> front.quota().release(client)));
  }

  // Static files.

  private void serveFile(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
    StaticFile file = front.files() == null ? null : front.files().find(path);
    if (file == null) {
      throw new RefusedException(RefusalReason.NOT_FOUND, "There is nothing at this path.");
    }
    if (!request
        .method()
        .equals(HttpMethod.HEAD)) { // the encoder leaves out the body of an answer to HEAD
      checkMethod(request, HttpMethod.GET);
    }
    answer(ctx, request, file.answer(request.headers()));
  }

  // All of them.

  private static void checkMethod(HttpRequest request, HttpMethod expected) {
    if (!request.method().equals(expected)) {
      throw new RefusedException(
          RefusalReason.METHOD_NOT_ALLOWED, request.method() + " (expected: " + expected + ").");
    }
  }

  private void refuse(ChannelHandlerContext ctx, HttpRequest request, RefusedException refused) {
    FullHttpResponse answer = Answers.refusal(refused);
    if (refused.reason() == RefusalReason.METHOD_NOT_ALLOWED) {
      answer.headers().set(HttpHeaderNames.ALLOW, allowed(decode(request.uri()).path()));
    } else if (refused.reason() == RefusalReason.UPGRADE_REQUIRED) {
      Upgrade.ask(answer.headers());
    }
    if (request.decoderResult().isFailure()) {
      Answers.closes(answer); // what follows cannot be told apart from what came
    }
    answer(ctx, request, answer);
  }

  private static String allowed(String path) {
    if (path.startsWith("/join/") || path.equals("/resume")) {
      return "POST, OPTIONS";
    }
    return path.equals("/ws") ? "GET" : "GET, HEAD";
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer) {
    if (!ctx.channel().isActive()) {
      answer.release(); // and no deadline is set, which would keep the connection in memory
      return;
    }
    if (front.origins().allows(request.headers())) {
      Answers.allowOrigin(answer, request.headers());
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request)
        && !answer
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    if (!keepAlive) {
      Answers.closes(answer);
    }
    deadline.set(front.limits().answerMillis());
    ctx.writeAndFlush(answer).addListener((ChannelFutureListener) sent -> {
      if (!keepAlive || !sent.isSuccess()) {
        ctx.close();
      } else {
        busy = false;
        deadline.set(front.limits().handshakeMillis());
      }
    });
  }

  private InetAddress client(ChannelHandlerContext ctx, HttpRequest request) {
    return front.addresses().of(peer(ctx), request.headers());
  }

  private static InetAddress peer(ChannelHandlerContext ctx) {
    return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
  }
}
