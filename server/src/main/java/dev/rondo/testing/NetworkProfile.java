package dev.rondo.testing;

import java.time.Duration;

/**
 * How good or bad the network between a client and the server is. It behaves as TCP does: nothing is lost
 * and nothing overtakes, so a lost packet shows as a wait of all that comes behind it. Immutable; each
 * setter returns a changed copy. The presets are orders of magnitude to test against, not measurements.
 *
 * @param latency how long a frame takes at least, one way; 0 to 60 seconds
 * @param jitter how much longer a frame takes at most, each by a share of its own; 0 to 60 seconds
 * @param loss which share of the packets of 1,400 bytes is lost, 0 to 0.5. Each time a packet is lost it
 *     takes another round trip and 200 ms longer, and twice as long the next time
 * @param downBytesPerSecond how much gets through to the client, 1,000 or more; 0 for all
 * @param upBytesPerSecond how much gets through to the server, 1,000 or more; 0 for all
 */
public record NetworkProfile(
    Duration latency, Duration jitter, double loss, int downBytesPerSecond, int upBytesPerSecond) {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final double MOST_LOSS = 0.5;
  private static final int LEAST_BYTES = 1_000;

  /** Checks that each value is within its bounds. */
  public NetworkProfile {
    check("latency", latency);
    check("jitter", jitter);
    if (!(loss >= 0 && loss <= MOST_LOSS)) {
      throw new IllegalArgumentException("loss: " + loss + " (expected: 0 to " + MOST_LOSS + ")");
    }
    check("downBytesPerSecond", downBytesPerSecond);
    check("upBytesPerSecond", upBytesPerSecond);
  }

  /**
   * Returns no network at all: what is sent is there. A frame that a client sends before a tick is in
   * that tick, and what the tick brings is there after it.
   *
   * @return the default of a {@link RoomTester}
   */
  public static NetworkProfile perfect() {
    return new NetworkProfile(Duration.ZERO, Duration.ZERO, 0, 0, 0);
  }

  /**
   * Returns a network within a house: half a millisecond, a gigabit.
   *
   * @return the profile
   */
  public static NetworkProfile lan() {
    return new NetworkProfile(
        Duration.ofNanos(250_000), Duration.ofNanos(250_000), 0, 125_000_000, 125_000_000);
  }

  /**
   * Returns a wired line at home: 15 ms, hardly a loss, 50 megabits down and 10 up.
   *
   * @return the profile
   */
  public static NetworkProfile broadband() {
    return new NetworkProfile(
        Duration.ofMillis(15), Duration.ofMillis(5), 0.000_5, 6_250_000, 1_250_000);
  }

  /**
   * Returns a telephone that stands still: 40 to 70 ms, now and then a loss, 8 megabits down and 2 up.
   *
   * @return the profile
   */
  public static NetworkProfile mobile() {
    return new NetworkProfile(
        Duration.ofMillis(40), Duration.ofMillis(30), 0.005, 1_000_000, 250_000);
  }

  /**
   * Returns a telephone in a moving train: 60 to 200 ms, many losses, half a megabit down and a quarter
   * up.
   *
   * @return the profile
   */
  public static NetworkProfile train() {
    return new NetworkProfile(Duration.ofMillis(60), Duration.ofMillis(140), 0.04, 62_500, 31_250);
  }

  /**
   * Sets how long a frame takes at least, one way.
   *
   * @param oneWay 0 to 60 seconds
   * @return a changed copy
   */
  public NetworkProfile latency(Duration oneWay) {
    return new NetworkProfile(oneWay, jitter, loss, downBytesPerSecond, upBytesPerSecond);
  }

  /**
   * Sets how much longer a frame takes at most.
   *
   * @param atMost 0 to 60 seconds
   * @return a changed copy
   */
  public NetworkProfile jitter(Duration atMost) {
    return new NetworkProfile(latency, atMost, loss, downBytesPerSecond, upBytesPerSecond);
  }

  /**
   * Sets which share of the packets is lost.
   *
   * @param share 0 to 0.5
   * @return a changed copy
   */
  public NetworkProfile loss(double share) {
    return new NetworkProfile(latency, jitter, share, downBytesPerSecond, upBytesPerSecond);
  }

  /**
   * Sets how much gets through.
   *
   * @param down bytes a second to the client, 1,000 or more; 0 for all
   * @param up bytes a second to the server, 1,000 or more; 0 for all
   * @return a changed copy
   */
  public NetworkProfile bandwidth(int down, int up) {
    return new NetworkProfile(latency, jitter, loss, down, up);
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 0 to " + LONGEST.toSeconds() + " seconds)");
    }
  }

  private static void check(String name, int bytes) {
    if (bytes != 0 && bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          name + ": " + bytes + " (expected: " + LEAST_BYTES + " or more, or 0 for no bound)");
    }
  }
}
