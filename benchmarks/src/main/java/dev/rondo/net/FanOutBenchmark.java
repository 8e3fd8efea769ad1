package dev.rondo.net;

import dev.rondo.benchmarks.DriftingShips;
import dev.rondo.benchmarks.LoopThreads;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.room.Connection;
import dev.rondo.room.Limits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to send the frame of one tick to 100 players?
 *
 * <p>{@link #copied} is what the server does: for each player the header and the bytes for everybody are
 * copied into one buffer. {@link #shared} is the other way: each player's buffer holds the header alone,
 * and the bytes for everybody go along as a retained duplicate, in one gathering write.
 *
 * <p>The channels are sockets over loopback, because most of the cost is the system call, which an
 * {@code EmbeddedChannel} does not make. JMH's thread is the loop of the channels ({@link LoopThreads}),
 * so nothing is handed between threads, and it also reads what came, outside of the measured time: with
 * a reader on another thread the result would depend on which of the two runs ahead. A frame always fits
 * into the socket's buffer, so no write is ever put off.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar FanOut -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-Djmh.executor=CUSTOM",
      "-Djmh.executor.class=dev.rondo.benchmarks.LoopThreads"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
  private static final int PLAYERS = 100;
  private static final int TICK_RATE = 30;
  private static final int BINARY = 0x82;
  private static final int LENGTH_IN_TWO_BYTES = 126;

  /** How many ships have moved in the tick that the frame tells of. */
  @Param({"8", "100"})
  public int ships;

  private final Transport transport = Transport.best();
  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(Thread.currentThread(), transport.handlers());
  private final List<Channel> channels = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<SocketChannel> readers = new ArrayList<>();
  private final ByteBuf header = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final ByteBuf world = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final ByteBuffer received = ByteBuffer.allocateDirect(65_536);
  private boolean unread;

  /** Called by JMH, on the thread that it runs the benchmark on. */
  public FanOutBenchmark() {}

  /**
   * Connects the players.
   *
   * @throws IOException if a socket cannot be opened
   */
  @Setup
  public void connect() throws IOException {
    ServerFrameWriter.writeAckedInput(header, 1_000_000);
    DriftingShips drifting = new DriftingShips(ships);
    drifting.move();
    drifting.encode(world);
    System.out.printf(
        "# A frame of %d ships: %d bytes, over %s%n", ships, frameLength(), transport.name());
    Channel listener = listen();
    for (int i = 0; i < PLAYERS; i++) {
      readers.add(SocketChannel.open(listener.localAddress()));
    }
    while (channels.size() < PLAYERS) {
      loop.runNow();
    }
    listener.close();
    channels.forEach(
        channel -> connections.add(new WebSocketHandler(channel, Limits.defaults(), TICK_RATE)));
  }

  /**
   * Reads what the call before has sent.
   *
   * @throws IOException if a connection broke
   */
  @Setup(Level.Invocation)
  public void drain() throws IOException {
    if (unread) {
      for (SocketChannel reader : readers) {
        readFrame(reader);
      }
    }
    unread = true;
  }

  /**
   * Closes everything.
   *
   * @throws IOException if a socket cannot be closed
   */
  @TearDown
  public void close() throws IOException {
    channels.forEach(Channel::close);
    for (SocketChannel reader : readers) {
      reader.close();
    }
    loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    while (!loop.isTerminated()) {
      loop.runNow();
    }
    header.release();
    world.release();
  }

  /** Sends the frame as the server does. */
  @Benchmark
  public void copied() {
    for (Connection connection : connections) {
      connection.send(header, world);
    }
  }

  /** Sends the frame without copying what everybody gets. */
  @Benchmark
  public void shared() {
    int length = payloadLength();
    for (Channel channel : channels) {
      ByteBuf own = channel.alloc().directBuffer(frameLength() - world.readableBytes());
      own.writeByte(BINARY);
      if (length < LENGTH_IN_TWO_BYTES) {
        own.writeByte(length);
      } else {
        own.writeByte(LENGTH_IN_TWO_BYTES).writeShort(length);
      }
      own.writeBytes(header, header.readerIndex(), header.readableBytes());
      channel.write(own, channel.voidPromise());
      channel.writeAndFlush(world.retainedDuplicate(), channel.voidPromise());
    }
  }

  private int payloadLength() {
    return header.readableBytes() + world.readableBytes();
  }

  private int frameLength() {
    return payloadLength() + (payloadLength() < LENGTH_IN_TWO_BYTES ? 2 : 4);
  }

  private void readFrame(SocketChannel reader) throws IOException {
    received.clear().limit(frameLength());
    while (received.hasRemaining()) {
      if (reader.read(received) < 0) {
        throw new IOException("a connection ended while its frame was awaited");
      }
    }
  }

  private Channel listen() {
    ChannelFuture bound = new ServerBootstrap()
        .group(loop)
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, PLAYERS)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childHandler(new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            channels.add(channel);
          }
        })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    while (!bound.isDone()) {
      loop.runNow();
    }
    return bound.syncUninterruptibly().channel();
  }
}
