package dev.rondo.client;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.ServerFrame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that answers what the test tells it to: seats and WebSockets unless told otherwise. */
final class ScriptedServer implements AutoCloseable {
  private static final int SECONDS = 8;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final String scheme;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final Deque<Answer> upgradeAnswers = new ConcurrentLinkedDeque<>();
  private volatile @Nullable String subprotocol = "rondo.v1";

  /** A request that came. */
  record Asked(String uri, HttpHeaders headers, ByteString body) {}

  /** What is answered to one; a status of 0 is no answer at all. */
  record Answer(int status, String body) {}

  ScriptedServer() {
    this(null);
  }

  ScriptedServer(@Nullable SslContext tls) {
    scheme = tls == null ? "http" : "https";
    listening = new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            if (tls != null) {
              channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel
                .pipeline()
                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Desk());
          }
        })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  URI url() {
    return URI.create(
        scheme + "://localhost:" + ((InetSocketAddress) listening.localAddress()).getPort());
  }

  /** Answers the next request for a seat so. */
  ScriptedServer answer(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** Answers the next upgrade so. */
  ScriptedServer answerUpgrade(int status, String body) {
    upgradeAnswers.add(new Answer(status, body));
    return this;
  }

  /** Speaks another subprotocol, or none. */
  void speak(@Nullable String protocol) {
    subprotocol = protocol;
  }

  /** Takes no connection anymore. */
  void stopListening() {
    listening.close().syncUninterruptibly();
  }

  /** Takes the next request that came. */
  Asked asked() {
    return next(asked, "no request came");
  }

  boolean wasAsked() {
    return !asked.isEmpty();
  }

  /** Takes the next WebSocket that was opened. */
  Peer peer() {
    return next(peers, "no WebSocket was opened");
  }

  /** Takes the next WebSocket and welcomes the client, as Stay does. */
  Peer welcomed() {
    Peer peer = peer();
    peer.send(
        Stay.frame(100, Control.newBuilder().setWelcome(Stay.welcome()).setReady(Stay.READY)));
    return peer;
  }

  /** Takes the next WebSocket and welcomes the client back. */
  Peer welcomedBack(int tick) {
    Peer peer = peer();
    peer.send(ServerFrame.newBuilder()
        .setTick(tick)
        .setControl(Control.newBuilder()
            .setWelcome(Stay.welcome().setResumed(true).setResumeToken("second"))
            .setReady(Stay.READY)
            .setAckedCommand(0)));
    return peer;
  }

  static <T> T next(BlockingQueue<T> queue, String otherwise) {
    try {
      T next = queue.poll(SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError(otherwise + " within " + SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Speaks HTTP on one connection. */
  private final class Desk extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      ByteString body = ByteString.copyFrom(request.content().nioBuffer());
      asked.add(new Asked(request.uri(), request.headers().copy(), body));
      boolean upgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
      Answer answer = (upgrade ? upgradeAnswers : answers).poll();
      if (answer == null && upgrade) {
        open(ctx, request);
      } else if (answer == null) {
        String socket = request.uri().startsWith("/resume") ? "ws" : "../ws";
        answer(
            ctx,
            new Answer(
                200,
                "{\"room\": \"market-1\", \"url\": \"" + socket
                    + "?seat=s3cret\", \"later\": true}"));
      } else if (answer.status() != 0) {
        answer(ctx, answer);
      }
    }

    private void open(ChannelHandlerContext ctx, FullHttpRequest request) {
      Peer peer = new Peer(ctx.channel());
      new WebSocketServerHandshakerFactory("ws://localhost/ws", subprotocol, false)
          .newHandshaker(request)
          .handshake(ctx.channel(), request);
      ctx.pipeline().replace(this, "peer", peer);
      peers.add(peer);
    }

    private static void answer(ChannelHandlerContext ctx, Answer answer) {
      FullHttpResponse response = new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1,
          HttpResponseStatus.valueOf(answer.status()),
          Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8));
      response
          .headers()
          .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
      ctx.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // a client that does not trust the certificate, for one
    }
  }
}
