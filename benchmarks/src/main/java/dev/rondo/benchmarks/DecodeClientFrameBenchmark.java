package dev.rondo.benchmarks;

import dev.rondo.protocol.Messages;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomExecutor;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.Stay;
import dev.rondo.sample.arena.ArenaRoom;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Steer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What does it cost to take in a frame of a client: read it, parse its inputs, check their bounds, and
 * put them where the next tick finds them?
 *
 * <p>The frame goes into a real room through {@link Inbound}, as it does behind a WebSocket; the
 * WebSocket's own work is not in it. The size is that of the frame: one input, which is what a client
 * sends in a tick, or eight, which is one that has caught up after a hiccup. (How many ships there are
 * does not show in what a client sends.) No tick comes, so the input buffer is full, and each input puts
 * out the oldest as a tick would have taken it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar DecodeClientFrame -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeClientFrameBenchmark {
  /** From here on a number takes five bytes, so the frame keeps its shape while the inputs count up. */
  private static final int FIRST_SEQUENCE = 1 << 28;

  /** The tag and the length of an input, and the tag of its sequence, come before the number. */
  private static final int BEFORE_SEQUENCE = 3;

  private static final int TICK = 54_000;

  /** How many inputs the frame holds. */
  @Param({"1", "8"})
  public int inputs;

  private final ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final int[] sequenceAt = new int[8];
  private final Player player = new Player();
  private final RoomHost host = new RoomHost(
      "arena-1",
      new ArenaRoom(),
      RoomOptions.defaults(),
      Limits.defaults(),
      1,
      new CallersThread(),
      () -> {});
  private final Inbound room = host.join(player, id -> player, Join.getDefaultInstance());
  private int sequence = FIRST_SEQUENCE;

  /** Called by JMH. */
  public DecodeClientFrameBenchmark() {}

  /** Writes the frame. Messages concatenate, so it can be written input by input. */
  @Setup
  public void write() {
    Messages.write(frame, ClientFrame.newBuilder().setApplied(TICK).build());
    for (int i = 0; i < inputs; i++) {
      sequenceAt[i] = frame.writerIndex() + BEFORE_SEQUENCE;
      Steer steer =
          Steer.newBuilder().setTurn(-0.5f).setThrust(true).setFire(i % 4 == 0).build();
      Input input = Input.newBuilder()
          .setSequence(FIRST_SEQUENCE)
          .setSeenTick(TICK)
          .setPayload(steer.toByteString())
          .build();
      Messages.write(frame, ClientFrame.newBuilder().addInputs(input).build());
    }
    System.out.printf("# A frame of %d inputs: %d bytes%n", inputs, frame.readableBytes());
  }

  /** Ends the room, and makes sure that it had taken every frame: it ignores those of a player it let go. */
  @TearDown
  public void end() {
    String farewell = player.farewell;
    host.stop(LeaveReason.STOPPING, "");
    frame.release();
    if (!farewell.isEmpty()) {
      throw new IllegalStateException("the room refused a frame: " + farewell);
    }
  }

  /** Takes in a frame. Its inputs must be new ones, so they are numbered first: a few nanoseconds each. */
  @Benchmark
  public void receive() {
    for (int i = 0; i < inputs; i++) {
      number(sequenceAt[i], ++sequence);
    }
    room.receive(frame.readerIndex(0));
  }

  private void number(int at, int number) {
    frame.setByte(at, number | 0x80);
    frame.setByte(at + 1, number >>> 7 | 0x80);
    frame.setByte(at + 2, number >>> 14 | 0x80);
    frame.setByte(at + 3, number >>> 21 | 0x80);
    frame.setByte(at + 4, number >>> 28);
  }

  /** A player to whom nothing is sent, since no tick comes. */
  private static final class Player implements Connection, Stay {
    private String farewell = "";

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void send(ByteBuf header, ByteBuf shared) {
      throw new UnsupportedOperationException("no tick comes");
    }

    @Override
    public void close(LeaveReason reason, String text) {
      farewell = reason + " " + text;
    }

    @Override
    public String newToken() {
      return "";
    }

    @Override
    public void keepNewestToken() {}

    @Override
    public void ended() {}
  }

  /** A loop for a room that never begins, and only ends. */
  private static final class CallersThread implements RoomExecutor {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void at(long nanoTime, Runnable task) {
      throw new UnsupportedOperationException("no tick comes");
    }
  }
}
