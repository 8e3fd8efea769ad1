package dev.rondo.net;

import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import com.google.protobuf.ByteString;
import dev.rondo.lobby.AddressQuota;
import dev.rondo.lobby.Claim;
import dev.rondo.lobby.Lobby;
import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
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
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection: seats, the upgrade, the game's own paths, static files. One at a time: a request
 * that comes before the one before was answered ends the connection.
 *
 * <p><b>Threads:</b> the front loop.
 */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(HttpHandler.class);

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
   * @param endpoints the game's own paths
   * @param files what is served besides, or null
   */
  record Front(
      Lobby lobby,
      Limits limits,
      OriginPolicy origins,
      ClientAddress addresses,
      AddressQuota quota,
      Endpoints endpoints,
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
      HttpEndpoint endpoint = front.endpoints().find(path);
      if (endpoint == null) {
        serveFile(ctx, request, path);
      } else {
        call(ctx, request, uri, endpoint);
      }
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

  // Seats.

  private void join(
      ChannelHandlerContext ctx, FullHttpRequest request, String roomType, QueryStringDecoder uri) {
    if (preflight(ctx, request, "POST")) {
      return;
    }
    checkMethod(request, HttpMethod.POST);
    SeatRequests.join(front.lobby(), roomType, request, uri, client(ctx, request))
        .whenComplete(
            (seat, failure) -> later(ctx, request, failure, () -> Answers.json(OK, seat)));
  }

  private void resume(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (preflight(ctx, request, "POST")) {
      return;
    }
    checkMethod(request, HttpMethod.POST);
    Seat seat = SeatRequests.resume(front.lobby(), request, client(ctx, request));
    answer(ctx, request, Answers.json(OK, seat));
  }

  // The game's own paths.

  private void call(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      QueryStringDecoder uri,
      HttpEndpoint endpoint) {
    if (preflight(ctx, request, "GET, POST, PUT, PATCH, DELETE")) {
      return;
    }
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    HttpQuery query = new HttpQuery(
        request.method().name(),
        uri.path(),
        uri.parameters(),
        headers,
        ByteString.copyFrom(request.content().nioBuffer()),
        client(ctx, request));
    deadline.set(front.limits().answerMillis()); // in place of that of the request, which is here
    front
        .endpoints()
        .answer(endpoint, query)
        .whenComplete((reply, failure) -> later(ctx, request, failure, () -> Answers.of(reply)));
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

  private boolean preflight(ChannelHandlerContext ctx, HttpRequest request, String methods) {
    if (!request.method().equals(HttpMethod.OPTIONS)) {
      return false;
    }
    answer(ctx, request, Answers.preflight(methods));
    return true;
  }

  /** Answers what became of a request, on the front loop. Of the request only the head is still there. */
  private void later(
      ChannelHandlerContext ctx,
      HttpRequest request,
      @Nullable Throwable failure,
      Supplier<FullHttpResponse> answer) {
    Loops.tell(ctx.channel().eventLoop(), () -> {
      if (failure == null) {
        answer(ctx, request, answer.get());
      } else if (failure instanceof CompletionException wrapped
          && wrapped.getCause() instanceof RefusedException e) {
        refuse(ctx, request, e);
      } else {
        log.error("{} {} failed", request.method(), request.uri(), failure);
        ctx.close();
      }
    });
  }

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
