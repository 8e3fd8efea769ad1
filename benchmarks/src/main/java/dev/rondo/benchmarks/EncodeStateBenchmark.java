package dev.rondo.benchmarks;

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
 * What does a room pay in a tick to encode what has changed, once for all players?
 *
 * <p>All ships have moved and turned. {@link #move} is the game's part, the calls of the setters;
 * {@link #moveAndEncode} adds Rondo's, the bytes that all players get who see everything. So the cost of
 * encoding is the difference.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EncodeState -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeStateBenchmark {
  /** How many ships fly. */
  @Param({"8", "100", "1000"})
  public int ships;

  private final ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
  private DriftingShips drifting = new DriftingShips(0);

  /** Called by JMH. */
  public EncodeStateBenchmark() {}

  /** Spawns the ships, and says how long the frame of a tick is. */
  @Setup
  public void spawn() {
    drifting = new DriftingShips(ships);
    System.out.printf("# %d ships have moved: %d bytes%n", ships, moveAndEncode());
  }

  /** Gives the buffer back. */
  @TearDown
  public void release() {
    frame.release();
  }

  /** Moves each ship. */
  @Benchmark
  public void move() {
    drifting.move();
  }

  /**
   * Moves each ship and encodes what has changed.
   *
   * @return how many bytes it takes
   */
  @Benchmark
  public int moveAndEncode() {
    drifting.move();
    drifting.encode(frame.clear());
    return frame.readableBytes();
  }
}
