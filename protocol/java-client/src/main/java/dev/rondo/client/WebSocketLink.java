package dev.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket to a server, from the upgrade to the close: docs/WIRE.md section 2.2.
 *
 * <p><b>Threads:</b> the channel's loop only.
 *
 * <p><b>Bound:</b> 1 MiB a message that comes. What goes out is bounded by who sends, who asks whether it
 * is {@link #congested}.
 */
final class WebSocketLink extends SimpleChannelInboundHandler<Object> implements Outlet {
  private static final Logger log = LoggerFactory.getLogger(WebSocketLink.class);

  /** The longest message that a server may send, in bytes; its frames are far shorter. */
  static final int MESSAGE_BYTES = 1024 * 1024;

  private static final String SUBPROTOCOL = "rondo.v1";
  private static final int CLOSE_REASON_BYTES = 123;
  private static final int NO_CODE = 1005;

  private final URI address;
  private final Receiver receiver;
  private final int closeMillis;
  private final WebSocketClientHandshaker handshaker;
  private final CompletableFuture<WebSocketLink> opened = new CompletableFuture<>();
  private @Nullable Channel channel;
  /** Once it is ending, the receiver hears nothing more of it. */
  private boolean ending;

  /** Hears of one link. */
  interface Receiver {

    /** A binary message came, which stays the link's. */
    void received(ByteBuf message);

    /** Something came that is no such message. */
    void unreadable(String problem);

    /** The link is gone, with the code of the Close that came, or 1006. */
    void disconnected(int code, String reason);

    /** What waited to be written has been. */
    void drained();
  }

  private WebSocketLink(URI address, Receiver receiver, int closeMillis) {
    this.address = address;
    this.receiver = receiver;
    this.closeMillis = closeMillis;
    // Without an Origin: behind a proxy it would not be the server's own.
    handshaker = WebSocketClientHandshakerFactory.newHandshaker(
        address,
        WebSocketVersion.V13,
        SUBPROTOCOL,
        false,
        EmptyHttpHeaders.INSTANCE,
        MESSAGE_BYTES,
        true,
        false,
        closeMillis,
        false,
        false);
  }

  /**
   * Claims a seat.
   *
   * @return the link once it is open, before anything comes on it, on the loop; or a
   *     {@link RondoException}
   */
  static CompletableFuture<WebSocketLink> open(
      Dialer dialer, EventLoop loop, URI address, Receiver receiver) {
    WebSocketLink link = new WebSocketLink(address, receiver, dialer.times().leave());
    dialer.dial(loop, address, link, link.opened);
    return link.opened;
  }

  // What comes in.

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    handshaker.handshake(ctx.channel());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (message instanceof FullHttpResponse answer) {
      upgrade(ctx, answer);
    } else if (message instanceof CloseWebSocketFrame close) {
      receiveClose(ctx, close);
    } else if (ending) {
      return;
    } else if (message instanceof BinaryWebSocketFrame frame) {
      receiver.received(frame.content());
    } else if (message instanceof PingWebSocketFrame ping) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    } else if (message instanceof TextWebSocketFrame) {
      receiver.unreadable("it is text");
    }
  }

  private void upgrade(ChannelHandlerContext ctx, FullHttpResponse answer) {
    if (!answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      opened.completeExceptionally(Answers.refusal(address, answer, "upgrade_refused"));
      return;
    }
    try {
      handshaker.finishHandshake(ctx.channel(), answer);
    } catch (WebSocketHandshakeException e) {
      opened.completeExceptionally(new RondoException(
          "upgrade_refused",
          ServerAddress.place(address) + " does not speak " + SUBPROTOCOL + ": " + e.getMessage(),
          e));
      return;
    }
    ctx.pipeline().addBefore(ctx.name(), null, new WebSocketFrameAggregator(MESSAGE_BYTES));
    opened.complete(this);
  }

  private void receiveClose(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    int code = close.statusCode() < 0 ? NO_CODE : close.statusCode();
    String reason = close.reasonText();
    if (ending) {
      ctx.close();
      return;
    }
    ending = true;
    ctx.writeAndFlush(close.retain()).addListener(sent -> ctx.close());
    receiver.disconnected(code, reason);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!opened.isDone()) {
      opened.completeExceptionally(
          Dialer.unreachable(address, "the connection was closed before the upgrade"));
    } else if (!ending) {
      ending = true;
      receiver.disconnected(CloseName.LOST.code(), "The connection broke.");
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!ending && opened.isDone() && ctx.channel().isWritable()) {
      receiver.drained();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!opened.isDone()) {
      opened.completeExceptionally(Dialer.unreachable(address, cause));
    } else if (cause instanceof DecoderException && !ending) {
      receiver.unreadable(String.valueOf(cause.getMessage()));
      return;
    } else if (!(cause instanceof IOException)) {
      log.error("The connection to {} failed", ServerAddress.place(address), cause);
    }
    ctx.close(); // channelInactive follows
  }

  // What goes out.

  @Override
  public boolean congested() {
    return channel == null || !channel.isWritable();
  }

  @Override
  public void send(ByteBuf frame) {
    if (channel == null || ending) {
      frame.release();
    } else {
      channel.writeAndFlush(new BinaryWebSocketFrame(frame), channel.voidPromise());
    }
  }

  /** Says so, and waits for the server's own Close, but not for long: it may not hear us anymore. */
  @Override
  public void close(int code, String reason) {
    Channel open = channel;
    if (open == null || ending) {
      return;
    }
    ending = true;
    open.writeAndFlush(new CloseWebSocketFrame(code, shortened(reason)));
    open.eventLoop().schedule(() -> open.close(), closeMillis, TimeUnit.MILLISECONDS);
  }

  /** A Close frame has no room for more; a cut character becomes none. */
  private static String shortened(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= CLOSE_REASON_BYTES) {
      return reason;
    }
    int end = CLOSE_REASON_BYTES;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
