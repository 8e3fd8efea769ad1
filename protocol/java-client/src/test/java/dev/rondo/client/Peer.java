package dev.rondo.client;

import dev.rondo.protocol.Messages;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.protocol.v1.ServerFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The server's end of a WebSocket, in the hands of a test. */
final class Peer extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final Channel channel;
  private final BlockingQueue<ClientFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();

  Peer(Channel channel) {
    this.channel = channel;
  }

  void send(ServerFrame.Builder frame) {
    write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.build().toByteArray())));
  }

  /** Sends an empty frame, which is the next tick, every so often, until the connection ends. */
  void tickEvery(int millis) {
    channel
        .eventLoop()
        .scheduleAtFixedRate(
            () -> channel.writeAndFlush(new BinaryWebSocketFrame()),
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  void sendInPieces(ServerFrame.Builder frame) {
    byte[] bytes = frame.build().toByteArray();
    int half = bytes.length / 2;
    write(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(bytes, 0, half)));
    write(new ContinuationWebSocketFrame(
        true, 0, Unpooled.wrappedBuffer(bytes, half, bytes.length - half)));
  }

  void sendBytes(int count) {
    write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[count])));
  }

  void sendText(String text) {
    write(new TextWebSocketFrame(text));
  }

  void ping(String text) {
    write(new PingWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
  }

  /** Ends the connection as a server does. */
  void goodbye(CloseName why) {
    ServerFrame goodbye = ServerFrame.newBuilder()
        .setControl(Control.newBuilder()
            .setGoodbye(Goodbye.newBuilder().setCode(why.code()).setReason("because")))
        .build();
    channel.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(goodbye.toByteArray())));
    close(why.code());
  }

  /** Says Close alone. */
  void close(int code) {
    channel.writeAndFlush(new CloseWebSocketFrame(code, "because"));
  }

  /** Breaks the connection without a word. */
  void drop() {
    channel.close().syncUninterruptibly();
  }

  private void write(WebSocketFrame frame) {
    channel.writeAndFlush(frame).syncUninterruptibly();
  }

  /** Takes frames up to the first that is as it should be. */
  ClientFrame frame(Predicate<ClientFrame> wanted) {
    ClientFrame frame;
    do {
      frame = ScriptedServer.next(frames, "the frame that the test waits for did not come");
    } while (!wanted.test(frame));
    return frame;
  }

  /** Takes frames until they hold together what they should, and puts them into one. */
  ClientFrame framesUntil(Predicate<ClientFrame.Builder> complete) {
    ClientFrame.Builder all = ClientFrame.newBuilder();
    while (!complete.test(all)) {
      all.mergeFrom(ScriptedServer.next(frames, "what the test waits for did not come"));
    }
    return all.build();
  }

  String pong() {
    return ScriptedServer.next(pongs, "no pong came");
  }

  /** Waits for the end, and returns the code of the Close that came, or 1006. */
  int end() {
    return ScriptedServer.next(ends, "the connection did not end");
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof BinaryWebSocketFrame binary) {
      ClientFrame read = Messages.read(binary.content(), ClientFrame.parser());
      frames.add(read);
      if (read.hasLeave()) {
        goodbye(CloseName.LEFT);
      }
    } else if (frame instanceof PongWebSocketFrame pong) {
      pongs.add(pong.content().toString(StandardCharsets.UTF_8));
    } else if (frame instanceof CloseWebSocketFrame close) {
      ends.add(close.statusCode());
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ends.add(CloseName.LOST.code());
  }
}
