package dev.rondo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneWayTest {
  private static final int CAPACITY = 10_000;

  private final VirtualExecutor loop = new VirtualExecutor(0);
  private final List<Integer> arrived = new ArrayList<>();
  private final List<Long> arrivalMillis = new ArrayList<>();

  @Test
  void deliversAtOnceOverAPerfectNetwork() {
    OneWay way = way(NetworkProfile.perfect());

    send(way, 1, 100_000);
    send(way, 2, 0);
    loop.runDue();

    assertThat(arrived).containsExactly(1, 2);
    assertThat(arrivalMillis).containsOnly(0L);
  }

  @Test
  void takesItsTime() {
    OneWay way = way(NetworkProfile.perfect().latency(Duration.ofMillis(40)));

    send(way, 1, 100);
    loop.advance(Duration.ofMillis(10));
    send(way, 2, 100);
    loop.advance(Duration.ofSeconds(1));

    assertThat(arrivalMillis).containsExactly(40L, 50L);
  }

  @Test
  void keepsTheOrderWhateverTheJitter() {
    OneWay way = way(NetworkProfile.perfect()
        .latency(Duration.ofMillis(10))
        .jitter(Duration.ofMillis(100))
        .loss(0.1));

    for (int i = 0; i < 1_000; i++) {
      send(way, i, 100);
      loop.advance(Duration.ofMillis(5));
    }
    loop.advance(Duration.ofMinutes(1));

    assertThat(arrived).containsExactlyElementsOf(numbers(1_000));
    assertThat(arrivalMillis).isSorted();
  }

  @Test
  void spreadsOverTheJitter() {
    OneWay way =
        way(NetworkProfile.perfect().latency(Duration.ofMillis(10)).jitter(Duration.ofMillis(100)));

    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      send(way, i, 100);
      long sent = loop.nanoTime() / 1_000_000;
      loop.advance(Duration.ofSeconds(1));
      delays.add(arrivalMillis.get(i) - sent);
    }

    assertThat(delays).allMatch(delay -> delay >= 10 && delay <= 110);
    assertThat(delays.stream().mapToLong(delay -> delay).average())
        .hasValueCloseTo(60.0, offset(5.0));
  }

  @Test
  void showsALossAsAWaitOfAllThatComesBehindIt() {
    OneWay way = way(NetworkProfile.perfect().latency(Duration.ofMillis(20)).loss(0.02));

    for (int i = 0; i < 500; i++) {
      send(way, i, 100);
      loop.advance(Duration.ofMillis(10));
    }
    loop.advance(Duration.ofMinutes(1));

    assertThat(arrived).containsExactlyElementsOf(numbers(500));
    long late =
        IntStream.range(0, 500).filter(i -> arrivalMillis.get(i) > i * 10L + 20).count();
    assertThat(late).isBetween(50L, 400L); // some 10 losses, each with 24 frames behind it
    assertThat(IntStream.range(0, 500).mapToLong(i -> arrivalMillis.get(i) - i * 10L))
        .contains(260L) // twice 20 ms and 200 ms for the packet, and its own 20 ms
        .allMatch(delay -> delay >= 20);
  }

  @Test
  void losesMoreOfLongFrames() {
    assertThat(shareOfLate(14_000)).isBetween(0.3, 0.5);
    assertThat(shareOfLate(1_400)).isBetween(0.02, 0.08);
  }

  @Test
  void letsThroughAsMuchAsItsBandwidth() {
    OneWay way = way(NetworkProfile.perfect().bandwidth(10_000, 10_000));

    send(way, 1, 1_000);
    send(way, 2, 2_000);
    loop.advance(Duration.ofSeconds(1));
    send(way, 3, 500);
    loop.advance(Duration.ofSeconds(1));

    assertThat(arrivalMillis).containsExactly(100L, 300L, 1_050L);
  }

  @Test
  void isCongestedUntilHalfOfItHasArrived() {
    OneWay way = way(NetworkProfile.perfect().bandwidth(10_000, 10_000));
    for (int i = 0; i < 10; i++) {
      send(way, i, 1_000);
    }
    assertThat(way.congested()).isFalse();

    send(way, 10, 1);
    assertThat(way.congested()).isTrue();
    loop.advance(Duration.ofMillis(500));
    assertThat(way.congested()).isTrue();
    loop.advance(Duration.ofMillis(100));
    assertThat(way.congested()).isFalse();
  }

  @Test
  void holdsUpWhatIsUnderWayAndWhatFollows() {
    OneWay way = way(NetworkProfile.perfect().latency(Duration.ofMillis(50)));
    send(way, 0, 100);
    loop.advance(Duration.ofMillis(10));

    way.hold(Duration.ofSeconds(1).toNanos());
    for (int i = 1; i < 40; i++) {
      send(way, i, 100);
      loop.advance(Duration.ofMillis(30));
    }
    loop.advance(Duration.ofSeconds(1));

    assertThat(arrived).containsExactlyElementsOf(numbers(40));
    assertThat(arrivalMillis.subList(0, 32)).containsOnly(1_000L);
    assertThat(arrivalMillis.subList(33, 40)).isSorted().allMatch(millis -> millis > 1_000);
  }

  @Test
  void losesAllOnceItIsCutAndFillsUp() {
    OneWay way = way(NetworkProfile.perfect().latency(Duration.ofMillis(50)));
    send(way, 1, 100);

    way.cut();
    send(way, 2, CAPACITY);
    loop.advance(Duration.ofHours(1));

    assertThat(arrived).isEmpty();
    assertThat(way.congested()).isTrue();
  }

  @Test
  void knowsForHowLongNothingHasGotThrough() {
    OneWay way = way(NetworkProfile.perfect());
    assertThat(way.deadNanos()).isZero();

    way.hold(1_000);
    loop.advance(Duration.ofNanos(600));
    way.hold(1_500);
    loop.advance(Duration.ofNanos(600));
    assertThat(way.deadNanos()).isEqualTo(1_200);
    loop.advance(Duration.ofNanos(300));
    assertThat(way.deadNanos()).isZero();

    way.cut();
    way.hold(2_000);
    loop.advance(Duration.ofNanos(5_000));
    assertThat(way.deadNanos()).isEqualTo(5_000);
  }

  @Test
  void isTheSameWithTheSameChance() {
    List<Long> first = arrivals(5);

    assertThat(arrivals(5)).isEqualTo(first);
    assertThat(arrivals(6)).isNotEqualTo(first);
  }

  private List<Long> arrivals(long seed) {
    VirtualExecutor own = new VirtualExecutor(0);
    OneWay way = new OneWay(own, new SplittableRandom(seed), CAPACITY);
    way.network(NetworkProfile.train(), NetworkProfile.train().downBytesPerSecond());
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      way.send(300, () -> times.add(own.nanoTime()));
      own.advance(Duration.ofMillis(33));
    }
    own.advance(Duration.ofMinutes(1));
    assertThat(times).hasSize(100);
    return times;
  }

  private double shareOfLate(int bytes) {
    OneWay way = way(NetworkProfile.perfect().loss(0.05));
    arrivalMillis.clear();
    int late = 0;
    for (int i = 0; i < 1_000; i++) {
      send(way, i, bytes);
      long sent = loop.nanoTime() / 1_000_000;
      loop.advance(Duration.ofMinutes(2));
      late += arrivalMillis.get(i) > sent ? 1 : 0;
    }
    return late / 1_000.0;
  }

  private OneWay way(NetworkProfile profile) {
    OneWay way = new OneWay(loop, new SplittableRandom(4), CAPACITY);
    way.network(profile, profile.downBytesPerSecond());
    return way;
  }

  private void send(OneWay way, int number, int bytes) {
    way.send(bytes, () -> {
      arrived.add(number);
      arrivalMillis.add(loop.nanoTime() / 1_000_000);
    });
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
