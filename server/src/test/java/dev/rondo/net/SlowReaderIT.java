package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.room.Limits;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.CrowdPlayer;
import dev.rondo.test.CrowdPlayer.Arrival;
import dev.rondo.test.DuelServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * One match over real sockets, with the default limits and three players among a crowd: a witness, who reads
 * all at once; one who reads nothing for 5 s and then everything; and one who reads 2 KiB a second, where
 * the room says more than twice that. It is played once; each test looks at one side of it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlowReaderIT {
  private static final int CROWD = 100;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int TRICKLE = 2_048;

  private static final long TICK_NANOS = 50_000_000;
  private static final int LAG_TICKS = Limits.defaults().lagMillis() / 50;

  /** Of the first ticks of a JVM nothing is to be learned. */
  private static final int WARM_TICKS = 10;

  /** By so many ticks more a machine may be late that does much besides. */
  private static final int LATE_TICKS = 10;

  /** What the witness saw, by ticks. */
  private final Map<Integer, Arrival> witnessed = new ConcurrentHashMap<>();

  private volatile int newestTick;
  private volatile int slowOnesCameAt;
  private volatile boolean trickledEnough;
  private volatile boolean watchedEnough;

  /** What was read after the pause. */
  private List<Arrival> paused = List.of();
  /** For each of these, the room's newest tick when it was read. */
  private final List<Integer> newestTicks = new ArrayList<>();

  private List<Arrival> trickled = List.of();

  @BeforeAll
  void play() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (DuelServer server = DuelServer.crowded(CROWD);
        CrowdPlayer witness = CrowdPlayer.join(server, "Witness", socket -> {})) {
      Future<?> watching = threads.submit(() -> watch(witness));
      Await.until("the witness has seen a second", () -> newestTick > WARM_TICKS + 20);
      try (CrowdPlayer pausing = join(server, "Pausing");
          CrowdPlayer trickling = join(server, "Trickling")) {
        slowOnesCameAt = newestTick;
        Future<?> trickle = threads.submit(() -> trickle(trickling));
        pause(pausing);
        trickledEnough = true;
        trickle.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
      }
      watchedEnough = true;
      watching.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  private static CrowdPlayer join(DuelServer server, String name) {
    return CrowdPlayer.join(server, name, socket -> socket.setReceiveBufferSize(4_096));
  }

  /** Reads all at once, and says something now and then. */
  private void watch(CrowdPlayer witness) {
    while (!watchedEnough) {
      Arrival next = witness.read(
          read -> read.tick() % 10 == 0 ? shout("tick " + read.tick()) : ClientFrame.newBuilder());
      witnessed.put(next.tick(), next);
      newestTick = next.tick();
    }
  }

  private void trickle(CrowdPlayer trickling) {
    trickling.wire().pace(TRICKLE);
    while (!trickledEnough) {
      trickling.read();
    }
    trickled = trickling.arrivals();
  }

  private void pause(CrowdPlayer pausing) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      pausing.read();
    }
    int before = pausing.arrivals().size();
    Thread.sleep(PAUSE.toMillis()); // in which it reads nothing
    for (int i = 0; i < 2 * LAG_TICKS; i++) {
      pausing.read(read -> shout("read " + read.tick())); // to see in which tick that was heard
      newestTicks.add(newestTick);
    }
    List<Arrival> all = pausing.arrivals();
    paused = all.subList(before, all.size());
  }

  @Test
  void findsNoMoreOnTheWayThanAPlayerMayLagBehind() {
    List<Arrival> waiting = paused.subList(0, gap(paused, 1));
    int bytes = waiting.stream().mapToInt(Arrival::bytes).sum();
    System.out.printf(
        "After a pause of %d s, %d frames with %d bytes waited%n",
        PAUSE.toSeconds(), waiting.size(), bytes);

    assertThat(waiting).hasSizeBetween(1, LAG_TICKS + LATE_TICKS);
    assertThat(bytes).isLessThan(Limits.defaults().lagBytes());
  }

  @Test
  void catchesUpInOneFrameWithAllThatWasMissed() {
    int gap = gap(paused, 1);
    Arrival last = paused.get(gap - 1);
    Arrival first = paused.get(gap);
    System.out.printf(
        "Then one frame of %d bytes brought %d ticks%n", first.bytes(), first.tick() - last.tick());

    assertThat(first.tick() - last.tick())
        .isGreaterThan((int) (PAUSE.toNanos() / TICK_NANOS) - LAG_TICKS - 2 * LATE_TICKS);
    assertThat(first.frame().getAbsoluteCount()).isEqualTo(CROWD);
    assertThat(first.events())
        .isEqualTo(IntStream.rangeClosed(last.tick() + 1, first.tick())
            .boxed()
            .flatMap(tick -> seen(tick).events().stream())
            .toList());
    assertThat(gap(paused, gap + 1)).as("the next gap").isEqualTo(paused.size());
  }

  @Test
  void isCurrentInTheTickThatHearsThatAllWasRead() {
    int gap = gap(paused, 1);
    Arrival last = paused.get(gap - 1);
    Arrival first = paused.get(gap);
    int ticks = first.tick() - newestTicks.get(gap - 1);
    System.out.printf(
        "It was of the %d. tick after all was read, and %.1f ms old when it came%n",
        ticks, age(first) / 1e6);

    assertThat(first.events()).endsWith("read " + last.tick());
    assertThat(first.frame().getEvents(first.frame().getEventsCount() - 1).hasTicksAgo())
        .isFalse();
    assertThat(ticks).isLessThan(2 + LATE_TICKS);
  }

  @Test
  void showsNothingOldToAPlayerWhoReadsLittle() {
    int gap = gap(trickled, 1);
    List<Arrival> current = trickled.subList(gap, trickled.size());
    List<Long> ages = current.stream().map(this::age).sorted().toList();
    System.out.printf(
        "At %d bytes a second: %d frames with %d bytes before the first that caught up, %.1f s old at"
            + " last; then %d frames in %d ticks, median %.0f ms old, the oldest %.0f ms%n",
        TRICKLE,
        gap,
        trickled.subList(0, gap).stream().mapToInt(Arrival::bytes).sum(),
        age(trickled.get(gap - 1)) / 1e9,
        current.size(),
        newestTick - current.get(0).tick(),
        ages.get(ages.size() / 2) / 1e6,
        ages.get(ages.size() - 1) / 1e6);

    assertThat(current.size()).isBetween(2, (newestTick - current.get(0).tick()) * 2 / 3);
    assertThat(ages.get(ages.size() / 2)).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void holdsTheSameStateAsEverybodyInEachTick() {
    assertThat(List.of(paused, trickled))
        .allSatisfy(arrivals -> assertThat(arrivals)
            .hasSizeGreaterThan(10)
            .filteredOn(arrival -> witnessed.containsKey(arrival.tick()))
            .hasSizeGreaterThan(arrivals.size() / 2)
            .allSatisfy(arrival ->
                assertThat(arrival.board()).isEqualTo(seen(arrival.tick()).board())));
  }

  @Test
  void isNotFeltByTheOthers() {
    long[] alone = pauses(WARM_TICKS, slowOnesCameAt);
    long[] beside = pauses(slowOnesCameAt, newestTick);
    System.out.printf(
        "Between two frames of the witness, in ms: alone %s; beside the slow ones %s%n",
        summary(alone), summary(beside));

    assertThat(middle(beside)).isBetween(TICK_NANOS / 2, TICK_NANOS * 2);
    assertThat(beside).hasSizeGreaterThan((newestTick - slowOnesCameAt) * 9 / 10);
  }

  private static ClientFrame.Builder shout(String text) {
    return ClientFrames.command(ClientFrames.shout(text));
  }

  private Arrival seen(int tick) {
    Arrival arrival = witnessed.get(tick);
    if (arrival == null) {
      throw new AssertionError("the witness was not told of tick " + tick);
    }
    return arrival;
  }

  /** Where ticks were left out first, or the end. */
  private static int gap(List<Arrival> arrivals, int from) {
    return IntStream.range(from, arrivals.size())
        .filter(i -> arrivals.get(i).tick() > arrivals.get(i - 1).tick() + 1)
        .findFirst()
        .orElse(arrivals.size());
  }

  /** How long after the witness somebody saw a tick. */
  private long age(Arrival arrival) {
    return arrival.nanos() - seen(arrival.tick()).nanos();
  }

  /** How long it was for the witness from each frame to the next, from short to long. */
  private long[] pauses(int fromTick, int toTick) {
    return IntStream.range(fromTick, toTick)
        .filter(tick -> witnessed.containsKey(tick) && witnessed.containsKey(tick + 1))
        .mapToLong(tick -> seen(tick + 1).nanos() - seen(tick).nanos())
        .sorted()
        .toArray();
  }

  private static long middle(long[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static String summary(long[] sorted) {
    return String.format(
        "median %.1f, 95%% %.1f, most %.1f",
        middle(sorted) / 1e6,
        sorted[sorted.length * 95 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }
}
