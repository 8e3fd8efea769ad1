package dev.rondo.benchmarks;

import dev.rondo.sample.arena.ArenaRoom;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long does a test wait that plays ten minutes of a match on virtual time?
 *
 * <p>The arena at 30 Hz with 8 pilots on perfect networks, who steer in every tick and never stop firing:
 * 144,000 frames of 8 ships and some 19 bullets, each applied by a real client. The first match is what the
 * first test of a build waits for, with a JVM that has just begun; those after it show what is left once
 * the code is compiled. Beside the time stands the processor time of the one thread that all of it takes,
 * for machines that are shared.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.rondo.benchmarks.VirtualMatch}
 */
public final class VirtualMatch {
  private static final int MATCHES = 6;
  private static final int TICK_RATE = 30;
  private static final int PILOTS = 8;

  private final SplittableRandom chance = new SplittableRandom(3);
  private final int[] turns = new int[PILOTS];
  private long frames;
  private long bytes;

  private VirtualMatch() {}

  /**
   * Plays some matches and prints how long each took.
   *
   * @param args none
   */
  public static void main(String[] args) {
    for (int i = 1; i <= MATCHES; i++) {
      System.out.println("match " + i + ": " + measure(Duration.ofMinutes(10)));
    }
  }

  /** Plays one match. */
  static String measure(Duration time) {
    VirtualMatch match = new VirtualMatch();
    long begin = System.nanoTime();
    long processor = processorNanos();
    match.play(time);
    return String.format(
        "%d s of play in %.2f s (%.2f s of processor), %d frames of %d bytes",
        time.toSeconds(),
        (System.nanoTime() - begin) / 1e9,
        (processorNanos() - processor) / 1e9,
        match.frames,
        match.bytes / match.frames);
  }

  private void play(Duration time) {
    try (RoomTester<ArenaRoom, World, Event> arena = RoomTester.of(ArenaRoom::new)
        .options(room -> room.tickRate(TICK_RATE))
        .joining(name -> Join.newBuilder().setName(name).build())
        .recording((name, frame) -> count(frame))
        .start()) {
      for (int i = 1; i <= PILOTS; i++) {
        arena.join("Pilot " + i);
      }
      for (long tick = 0; tick < time.toSeconds() * TICK_RATE; tick++) {
        for (int i = 0; i < PILOTS; i++) {
          steer(arena.clients().get(i), i);
        }
        arena.ticks(1);
      }
    }
  }

  private void steer(TestClient<World, Event> pilot, int number) {
    if (chance.nextInt(20) == 0) {
      turns[number] = chance.nextInt(3) - 1;
    }
    pilot.input(Steer.newBuilder()
        .setTurn(turns[number])
        .setThrust(chance.nextInt(3) == 0)
        .setFire(true)
        .build());
  }

  private void count(byte[] frame) {
    frames++;
    bytes += frame.length;
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
