package dev.rondo.benchmarks;

import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.Seat;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Players of a server on this machine, all on one loop of their own.
 *
 * <p><b>Threads:</b> the one that made it.
 */
final class LoopbackPlayers implements AutoCloseable {
  /** What the names of their threads begin with. */
  static final String THREADS = "players";

  private static final int ANSWER_SECONDS = 10;
  private static final int HANDSHAKE_BYTES = 8_192;

  private final URI server;
  private final HttpClient http = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(ANSWER_SECONDS))
      .build();
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
      1,
      new DefaultThreadFactory(THREADS),
      Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final List<Channel> channels = new ArrayList<>();

  LoopbackPlayers(String server) {
    this.server = URI.create(server);
  }

  /**
   * Lets one more player join a room, and waits for its first frame.
   *
   * @throws IOException if the server refuses or does not answer, saying which
   */
  void join(String roomType, Timeline frames) throws IOException, InterruptedException {
    Seat seat = seat(roomType);
    Promise<Void> welcomed = loop.next().newPromise();
    URI address = URI.create(server
        .resolve("/join/" + roomType)
        .resolve(seat.getUrl())
        .toString()
        .replaceFirst("^http", "ws"));
    Channel channel = new Bootstrap()
        .group(loop)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .handler(pipeline(address, new MeasuringPlayer(frames, welcomed)))
        .connect(server.getHost(), server.getPort())
        .sync()
        .channel();
    channels.add(channel);
    if (!welcomed.await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("no frame came within " + ANSWER_SECONDS + " s after a join");
    }
    if (!welcomed.isSuccess()) {
      throw new IOException("a player could not join", welcomed.cause());
    }
  }

  /** How many are still connected. */
  long connected() {
    return channels.stream().filter(Channel::isActive).count();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, ANSWER_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private Seat seat(String roomType) throws IOException, InterruptedException {
    HttpRequest join = HttpRequest.newBuilder(server.resolve("/join/" + roomType))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(ANSWER_SECONDS))
        .POST(BodyPublishers.ofString("{}"))
        .build();
    HttpResponse<String> answer = http.send(join, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the server refused a join: " + answer.body());
    }
    Seat.Builder seat = Seat.newBuilder();
    JsonFormat.parser().merge(answer.body(), seat);
    return seat.build();
  }

  private static ChannelInitializer<Channel> pipeline(URI address, MeasuringPlayer player) {
    WebSocketClientProtocolConfig webSocket = WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(address)
        .subprotocol("rondo.v1")
        .build();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_BYTES),
                new WebSocketClientProtocolHandler(webSocket),
                player);
      }
    };
  }
}
