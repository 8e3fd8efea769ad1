package dev.rondo.net;

import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One player's WebSocket: what comes is checked and handed to the room, what the room says is framed and
 * written. The room decides who is let go; this class only does it.
 *
 * <p><b>Threads:</b> the loop of the room, which is the channel's own.
 *
 * <p><b>Bound:</b> {@code messageBytes} in, {@code outboundBytes} out, frames a second by
 * {@link FrameBudget}. A pong is left out while the connection is congested, so pings cannot fill it.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter implements Connection {
  private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

  private final Channel channel;
  private final Limits limits;
  private final FrameBudget budget;
  private final MessageAssembler messages;
  private @Nullable Inbound inbound;
  private @Nullable ScheduledFuture<?> pinging;
  private int unansweredPings;
  private boolean closing;

  /**
   * Makes the handler of a channel that is on its room's loop and not yet upgraded.
   *
   */
  WebSocketHandler(Channel channel, Limits limits, int tickRate) {
    this.channel = channel;
    this.limits = limits;
    this.budget = new FrameBudget(2 * tickRate + limits.extraFrames(), System.nanoTime());
    this.messages = new MessageAssembler(limits.messageBytes());
  }

  /** Begins: from now on the room hears what comes. */
  void open(Inbound room) {
    inbound = room;
    pinging = channel
        .eventLoop()
        .scheduleAtFixedRate(
            this::ping, limits.pingMillis(), limits.pingMillis(), TimeUnit.MILLISECONDS);
  }

  // What comes in.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof WebSocketFrame frame) {
        receive(ctx, frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void receive(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (!budget.take(System.nanoTime())) {
      refuse(
          LeaveReason.RULE_BROKEN,
          "More than " + budget.framesPerSecond()
              + " frames a second came (2 x tick rate + extraFrames); send at most one a tick");
    } else if (closing) {
      finishClosing(ctx, frame);
    } else if (frame instanceof BinaryWebSocketFrame
        || frame instanceof ContinuationWebSocketFrame) {
      receiveData(frame);
    } else if (frame instanceof TextWebSocketFrame) {
      refuse(LeaveReason.TEXT, "A text frame came; send binary ones");
    } else if (frame instanceof PingWebSocketFrame) {
      if (!congested()) {
        ctx.writeAndFlush(ServerFrames.pong(ctx.alloc(), frame.content()), ctx.voidPromise());
      }
    } else if (frame instanceof PongWebSocketFrame) {
      unansweredPings = 0;
    } else if (frame instanceof CloseWebSocketFrame close) {
      receiveClose(ctx, close);
    }
  }

  private void receiveData(WebSocketFrame frame) {
    if (messages.overflows(frame)) {
      refuseTooLong();
      return;
    }
    ByteBuf message = messages.take(frame);
    if (message != null) {
      try {
        room().receive(message);
      } finally {
        message.release();
      }
    }
  }

  /** The client ends it: its Close is answered with the same code. */
  private void receiveClose(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    int code = close.content().isReadable() ? close.content().getUnsignedShort(0) : 1000;
    if (code > 4999) { // Netty's decoder refuses other bad codes and lets these pass
      refuse(LeaveReason.PROTOCOL_ERROR, "Close code " + code + " (expected: 1000 to 4999)");
      ctx.close();
      return;
    }
    beginClosing();
    ctx.writeAndFlush(ServerFrames.close(ctx.alloc(), code, "")).addListener(sent -> ctx.close());
    room().disconnected();
  }

  private static void finishClosing(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof CorruptedWebSocketFrameException corrupted)) {
      Mishap.close(ctx, cause); // channelInactive follows
    } else if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      refuseTooLong();
    } else {
      refuse(LeaveReason.PROTOCOL_ERROR, String.valueOf(cause.getMessage()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopPinging();
    messages.release();
    room().disconnected();
    ctx.fireChannelInactive();
  }

  private void refuseTooLong() {
    refuse(
        LeaveReason.TOO_LONG,
        "A message was longer than " + limits.messageBytes() + " bytes (messageBytes)");
  }

  /**
   * A client that goes on breaking rules while it is being closed is not read anymore. Closed at once, it
   * would be sent a reset, which takes the goodbye along that it has not read yet.
   */
  private void refuse(LeaveReason reason, String text) {
    if (closing) {
      channel.config().setAutoRead(false);
    } else {
      room().refuse(reason, text);
    }
  }

  private void ping() {
    if (unansweredPings == limits.missedPings()) {
      room()
          .refuse(
              LeaveReason.SILENT,
              limits.missedPings() + " pings in a row were not answered (missedPings)");
      channel.close();
      return;
    }
    unansweredPings++;
    channel.writeAndFlush(ServerFrames.ping(channel.alloc()), channel.voidPromise());
  }

  private void stopPinging() {
    if (pinging != null) {
      pinging.cancel(false);
    }
  }

  private Inbound room() {
    if (inbound == null) {
      throw new IllegalStateException("a frame came before the WebSocket was open");
    }
    return inbound;
  }

  // What goes out.

  @Override
  public boolean congested() {
    return !channel.isWritable();
  }

  @Override
  public void send(ByteBuf header, ByteBuf shared) {
    channel.writeAndFlush(
        ServerFrames.binary(channel.alloc(), header, shared), channel.voidPromise());
  }

  @Override
  public void close(LeaveReason reason, String text) {
    if (closing) {
      return;
    }
    beginClosing();
    if (!channel.isActive() || reason == LeaveReason.LOST) {
      channel.close();
      return;
    }
    channel.write(ServerFrames.goodbye(channel.alloc(), reason, text), channel.voidPromise());
    channel.writeAndFlush(
        ServerFrames.close(channel.alloc(), reason.code(), text), channel.voidPromise());
  }

  /** From now on nothing but the end is said, and the channel goes, whether the client reads that or not. */
  private void beginClosing() {
    closing = true;
    stopPinging();
    channel
        .eventLoop()
        .schedule(() -> channel.close(), CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
