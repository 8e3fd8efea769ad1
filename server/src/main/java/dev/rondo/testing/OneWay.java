package dev.rondo.testing;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * One direction of a connection, as TCP is: what is sent arrives whole and in order, and as late as the
 * network makes it.
 *
 * <p><b>Bound:</b> none of its own; whoever sends asks {@link #congested} before.
 */
final class OneWay {
  private static final int PACKET_BYTES = 1_400;

  /** What Linux waits for at least, beyond the round trip, before it sends a packet again. */
  private static final long RETRANSMISSION_NANOS = 200_000_000;

  private static final long SECOND = 1_000_000_000;

  private final VirtualExecutor loop;
  private final SplittableRandom chance;
  private final int capacity;
  private final ArrayDeque<Sent> underWay = new ArrayDeque<>();

  private long latencyNanos;
  private long jitterNanos;
  private double loss;
  private int bytesPerSecond;

  private long waitingBytes;
  private boolean congested;
  private long lineFreeAt;
  private long lastArrival;
  private long heldUntil;
  private boolean cut;
  private long deadSince;

  private record Sent(int bytes, Runnable onArrival) {}

  /**
   * Makes a direction of a connection that begins now.
   *
   * @param chance of its own
   * @param capacity how many bytes may be under way before it is congested
   */
  OneWay(VirtualExecutor loop, SplittableRandom chance, int capacity) {
    this.loop = loop;
    this.chance = chance;
    this.capacity = capacity;
    lineFreeAt = loop.nanoTime();
    lastArrival = lineFreeAt;
    heldUntil = lineFreeAt;
  }

  /** Changes how good it is, for what is sent from now on. */
  void network(NetworkProfile profile, int bandwidth) {
    latencyNanos = profile.latency().toNanos();
    jitterNanos = profile.jitter().toNanos();
    loss = profile.loss();
    bytesPerSecond = bandwidth;
  }

  /**
   * Sends something.
   *
   * @param onArrival what it does when it is there
   */
  void send(int bytes, Runnable onArrival) {
    waitingBytes += bytes;
    congested = congested || waitingBytes > capacity;
    if (cut) {
      return;
    }
    lineFreeAt = Math.max(loop.nanoTime(), lineFreeAt) + transmission(bytes);
    lastArrival =
        Math.max(lastArrival, lineFreeAt + latencyNanos + jitter() + retransmission(bytes));
    underWay.add(new Sent(bytes, onArrival));
    loop.at(lastArrival, this::arrive);
  }

  /** Whether so much is under way that the next frame should be left out, until half of it has arrived. */
  boolean congested() {
    return congested;
  }

  /** Lets nothing through until a time. */
  void hold(long nanoTime) {
    dies();
    heldUntil = Math.max(heldUntil, nanoTime);
  }

  /** Lets nothing through anymore. */
  void cut() {
    dies();
    cut = true;
    underWay.clear();
  }

  /** For how long nothing has got through by now; 0 if something does. */
  long deadNanos() {
    return isDead() ? loop.nanoTime() - deadSince : 0;
  }

  private boolean isDead() {
    return cut || loop.nanoTime() < heldUntil;
  }

  private void dies() {
    if (!isDead()) {
      deadSince = loop.nanoTime();
    }
  }

  private void arrive() {
    if (loop.nanoTime() < heldUntil) {
      loop.at(heldUntil, this::arrive);
      return;
    }
    Sent first =
        underWay.poll(); // which need not be what this task was made for; the order is kept
    if (first != null) {
      waitingBytes -= first.bytes();
      congested = congested && waitingBytes >= capacity / 2;
      first.onArrival().run();
    }
  }

  private long transmission(int bytes) {
    return bytesPerSecond == 0 ? 0 : bytes * SECOND / bytesPerSecond;
  }

  private long jitter() {
    return jitterNanos == 0 ? 0 : chance.nextLong(jitterNanos + 1);
  }

  /** How long the packets of a frame are waited for that are lost: as long as for the worst of them. */
  private long retransmission(int bytes) {
    if (loss == 0) {
      return 0;
    }
    long longest = 0;
    for (int rest = bytes; rest > 0; rest -= PACKET_BYTES) {
      long wait = 0;
      long timeout = RETRANSMISSION_NANOS + 2 * (latencyNanos + jitterNanos);
      while (chance.nextDouble() < loss) {
        wait += timeout;
        timeout *= 2;
      }
      longest = Math.max(longest, wait);
    }
    return longest;
  }
}
