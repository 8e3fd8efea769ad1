package dev.rondo.net;

import dev.rondo.lobby.Claim;
import dev.rondo.room.Inbound;
import dev.rondo.room.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;

/**
 * Moves a channel from the front loop to the loop of its room, and opens its WebSocket there, so that
 * from then on everything about the player happens on the room's thread.
 *
 * <p>The channel is taken off its loop ({@code deregister}) and put on the other ({@code register});
 * nothing is read meanwhile. Until the {@code 101} is written a client has nothing to say, so whatever
 * it sent behind its request ends the connection: passed on, such bytes would be taken for a second
 * request, or be lost.
 *
 * <p><b>Threads:</b> {@link #start} on the front loop, once for a channel: a second move of the same
 * channel would fail on the descriptor that is registered already. The rest on the room's loop.
 */
final class ChannelMove {
  private final Channel channel;
  private final Claim claim;
  private final String key;
  private final Limits limits;
  private final EarlyBytes early = new EarlyBytes();

  ChannelMove(Channel channel, Claim claim, String key, Limits limits) {
    this.channel = channel;
    this.claim = claim;
    this.key = key;
    this.limits = limits;
  }

  /** Begins. The claim is released when the channel is closed, however far the move came. */
  void start() {
    channel.closeFuture().addListener(closed -> claim.release());
    channel.config().setAutoRead(false);
    leaveHttp();
    EventLoop target =
        ((LoopExecutor) claim.host().executor()).eventLoop(); // the lobby got it from here
    channel.deregister().addListener(deregistered -> {
      if (channel.isOpen()) {
        target.register(channel).addListener((ChannelFutureListener) this::arrive);
      }
    });
  }

  /**
   * Takes HTTP out of the pipeline while the request is being handed over. Later would be too late: its
   * decoder skips what it takes for empty lines between requests, and some frames look like that.
   */
  private void leaveHttp() {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(early);
    pipeline.remove(HttpServerCodec.class); // passes on what it has not decoded
    pipeline.remove(BodyAggregator.class);
    pipeline.remove(HttpHandler.class);
  }

  private void arrive(ChannelFuture registered) {
    if (!registered.isSuccess() || !channel.isActive() || early.came) {
      channel.close();
    } else {
      enter();
    }
  }

  private void enter() {
    WebSocketHandler webSocket =
        new WebSocketHandler(channel, limits, claim.host().options().tickRate());
    Inbound inbound = claim.enter(webSocket);
    if (inbound == null) {
      refuse();
    } else {
      open(webSocket, inbound);
    }
  }

  private void refuse() {
    FullHttpResponse refusal = Answers.refusal(claim.refusal());
    Answers.closes(refusal);
    channel.pipeline().addLast(new HttpResponseEncoder());
    channel.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }

  private void open(WebSocketHandler webSocket, Inbound inbound) {
    Transport.holdLittle(channel);
    channel.pipeline().remove(early);
    channel.pipeline().addLast(new WebSocket13FrameDecoder(decoderConfig()), webSocket);
    channel.writeAndFlush(Upgrade.switchingProtocols(channel.alloc(), key), channel.voidPromise());
    webSocket.open(inbound);
    channel.config().setAutoRead(true);
  }

  private WebSocketDecoderConfig decoderConfig() {
    return WebSocketDecoderConfig.newBuilder()
        .expectMaskedFrames(true)
        .allowExtensions(false)
        .maxFramePayloadLength(limits.messageBytes())
        .closeOnProtocolViolation(false) // the room says goodbye, with one Close frame and not two
        .withUTF8Validator(false) // text is refused as such
        .build();
  }

  /** Sees the bytes that came too early, which were read behind the request or decrypted after it. */
  private static final class EarlyBytes extends ChannelInboundHandlerAdapter {
    private boolean came;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      came = true;
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      Mishap.close(ctx, cause);
    }
  }
}
