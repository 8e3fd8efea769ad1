package dev.rondo.benchmarks;

import dev.rondo.benchmarks.flight.ShipEntity;
import dev.rondo.benchmarks.flight.WorldSync;
import dev.rondo.sync.Interest;
import dev.rondo.sync.Replicator;
import dev.rondo.sync.View;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost in a tick to put together the frames of 1,000 players who each see what is near, some
 * 50 ships of 1,000, and all of them fly?
 *
 * <p>{@link #encode} is what is done once for all: to see in which cells of the grid the ships are, and to
 * encode what has changed. {@link #tick} does that and puts together the frame of each player, ready to be
 * sent. So a frame costs a thousandth of the difference. The ships move outside of the measured time.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar AssembleFrame -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AssembleFrameBenchmark {
  private static final int PLAYERS = 1000;
  private static final int FRAME_BYTES = 16 * 1024;

  /** In metres: with this many ships in their world there are some 50 of them in sight. */
  private static final double RADIUS = 38;

  private final Fleet fleet = new Fleet(new Scenario(PLAYERS, 15, PLAYERS));
  private final WorldSync<ShipEntity> world = new WorldSync<>();
  private final Replicator replicator = new Replicator(world, FRAME_BYTES);
  private final List<View> views = new ArrayList<>();
  private final ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
  private int ids = 100;
  private int tick;

  /** Called by JMH. */
  public AssembleFrameBenchmark() {}

  /** Gives each player a ship, and sends them what they see. */
  @Setup
  public void join() {
    world.begin(() -> ids++);
    replicator.interest(Interest.grid(RADIUS));
    for (int i = 0; i < PLAYERS; i++) {
      View view = new View(i);
      view.own(world.ships().spawn(new ShipEntity().hull(100).name("Ship " + i)));
      views.add(view);
    }
    int seen = 0;
    for (int i = 0; i < 100; i++) {
      fly();
      seen = tick();
    }
    System.out.printf("# A frame of %.0f ships: %d bytes%n", inSight(), seen / PLAYERS);
  }

  private double inSight() {
    long sum = 0;
    for (View view : views) {
      sum += world.ships().stream().filter(ship -> replicator.sees(view, ship)).count();
    }
    return (double) sum / PLAYERS;
  }

  /** Gives the buffer back. */
  @TearDown
  public void release() {
    frame.release();
  }

  /** Flies for a tick. Not measured, and short beside what is. */
  @Setup(Level.Invocation)
  public void fly() {
    fleet.fly();
    fleet.place(world.ships());
  }

  /** Encodes what has changed. */
  @Benchmark
  public void encode() {
    replicator.locate();
    replicator.encode(++tick);
  }

  /**
   * Encodes what has changed, and puts together the frame of each player.
   *
   * @return how many bytes they have together
   */
  @Benchmark
  public int tick() {
    encode();
    int bytes = 0;
    for (View view : views) {
      replicator.write(view, frame.clear());
      bytes += frame.readableBytes();
    }
    return bytes;
  }
}
