package dev.rondo.benchmarks;

import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.sample.arena.contract.World;
import dev.rondo.sync.SnapshotEncoder;
import dev.rondo.sync.StateShape;
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
 * What does a room pay in a tick to turn its world into bytes?
 *
 * <p>{@link #build} is the game's part, the messages of the state; {@link #buildAndEncode} adds Rondo's,
 * the bytes that everybody gets and the header of one player. So the cost of encoding is the difference.
 * It cannot be had alone: a protobuf message keeps its size once it was computed, and only the first
 * encoding pays for that, as every tick of a room does.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EncodeServerFrame -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeServerFrameBenchmark {
  /** How many ships fly in the arena, each with a bullet in the air. */
  @Param({"8", "100"})
  public int ships;

  private final SnapshotEncoder encoder = new SnapshotEncoder(StateShape.of(World.getDescriptor()));
  private final ByteBuf shared = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final ByteBuf header = PooledByteBufAllocator.DEFAULT.directBuffer();
  private int acknowledged;

  /** Called by JMH. */
  public EncodeServerFrameBenchmark() {}

  /** Says how long the frame is. */
  @Setup
  public void describe() {
    System.out.printf("# A frame of %d ships: %d bytes%n", ships, buildAndEncode());
  }

  /** Gives the buffers back. */
  @TearDown
  public void release() {
    shared.release();
    header.release();
  }

  /**
   * Builds the state.
   *
   * @return the state
   */
  @Benchmark
  public World build() {
    return ArenaWorld.of(ships);
  }

  /**
   * Builds and encodes the state, and writes the header of one player.
   *
   * @return the length of the frame
   */
  @Benchmark
  public int buildAndEncode() {
    encoder.encode(shared.clear(), ArenaWorld.of(ships));
    ServerFrameWriter.writeAckedInput(header.clear(), ++acknowledged);
    return header.readableBytes() + shared.readableBytes();
  }
}
