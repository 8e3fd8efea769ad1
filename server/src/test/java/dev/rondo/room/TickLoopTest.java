package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.testing.VirtualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickLoopTest {
  private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

  private final VirtualExecutor executor = new VirtualExecutor();
  private final List<Integer> ticks = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 30, 60, 144, 240})
  void keepsItsRateOverTenMinutesToTheNanosecond(int rate) {
    started(rate, 0.3);
    executor.runNext();
    long first = times.get(0);

    executor.advance(Duration.ofMinutes(10));

    assertThat(ticks).hasSize(600 * rate + 1);
    assertThat(times.get(600 * rate) - first).isEqualTo(Duration.ofMinutes(10).toNanos());
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i) - first).isEqualTo(i * 1_000_000_000L / rate);
    }
  }

  @Test
  void isNotShiftedByTicksThatTakeLong() {
    TickLoop loop = started(20, 0, number -> executor.stall(Duration.ofMillis(30)));
    executor.runNext();
    long first = times.get(0);

    executor.advance(Duration.ofMinutes(10));

    assertThat(loop.dropped()).isZero();
    assertThat(times.get(12_000) - first).isEqualTo(Duration.ofMinutes(10).toNanos());
  }

  @Test
  void isNotShiftedByAClockThatWakesItLate() {
    started(20, 0);
    executor.runNext();
    long first = times.get(0);

    for (int i = 1; i <= 1_000; i++) {
      executor.stall(Duration.ofMillis(60));
      executor.runDue();
    }

    assertThat(ticks).hasSize(1_201);
    assertThat(executor.nextDue() - first).isEqualTo(Duration.ofMillis(50).toNanos() * 1_201);
  }

  @Test
  void catchesUpWhenItIsAFewTicksLate() {
    TickLoop loop = started(20, 0);
    executor.runNext();

    executor.stall(Duration.ofMillis(160));
    executor.runNext();

    assertThat(ticks).containsExactly(1, 2, 3, 4);
    assertThat(loop.dropped()).isZero();
  }

  @Test
  void dropsWhatItCannotCatchUpOnAndCountsIt() {
    TickLoop loop = started(20, 0);
    executor.runNext();
    long first = times.get(0);

    executor.stall(Duration.ofMillis(1_010));
    executor.runNext();

    assertThat(ticks).containsExactly(1, 2, 3, 4);
    assertThat(loop.dropped()).isEqualTo(16);

    executor.advance(Duration.ofSeconds(1));
    assertThat(ticks).hasSize(4 + 21);
    assertThat(ticks).last().isEqualTo(25);
    assertThat((times.get(24) - first) % Duration.ofMillis(50).toNanos()).isZero();
  }

  @Test
  void letsOthersRunWhileItIsOverloaded() {
    List<Integer> others = new ArrayList<>();
    TickLoop loop = started(20, 0, number -> executor.stall(Duration.ofMillis(80)));
    for (int i = 0; i < 100; i++) {
      executor.at(
          executor.nanoTime() + Duration.ofMillis(i).toNanos(), () -> others.add(ticks.size()));
    }

    executor.advance(Duration.ofSeconds(10));

    assertThat(others).hasSize(100);
    assertThat(others.get(99)).isLessThan(10);
    assertThat(loop.dropped()).isBetween(60L, 80L);
    assertThat(ticks).hasSizeBetween(120, 130);
  }

  @Test
  void spreadsThePhasesOfRoomsOverThePeriod() {
    List<Long> phases = new ArrayList<>();
    for (int room = 1; room <= 20; room++) {
      executor.advance(Duration.ofNanos(7_777_777));
      VirtualExecutor own = new VirtualExecutor(executor.nanoTime());
      new TickLoop(own, 20, number -> {}).start(room * GOLDEN_RATIO % 1);
      phases.add(own.nextDue() % Duration.ofMillis(50).toNanos());
    }

    phases.sort(null);
    for (int i = 1; i < phases.size(); i++) {
      assertThat(phases.get(i) - phases.get(i - 1))
          .isGreaterThan(Duration.ofMillis(50).toNanos() / 20 / 3);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.999})
  void beginsWithinOnePeriodAndNeverInThePast(double phase) {
    VirtualExecutor negative = new VirtualExecutor(-3_000_000_001L);

    new TickLoop(negative, 20, number -> {}).start(phase);

    assertThat(negative.nextDue() - negative.nanoTime())
        .isBetween(0L, Duration.ofMillis(50).toNanos());
  }

  @Test
  void standsStillOnceStopped() {
    TickLoop loop = started(20, 0);
    executor.advance(Duration.ofMillis(500));

    loop.stop();
    int before = ticks.size();
    executor.advance(Duration.ofSeconds(10));

    assertThat(ticks).hasSize(before);
    assertThat(executor.isIdle()).isTrue();
  }

  @Test
  void stopsInTheMiddleOfCatchingUp() {
    TickLoop[] loop = new TickLoop[1];
    loop[0] = started(20, 0, number -> {
      if (number == 3) {
        loop[0].stop();
      }
    });
    executor.runNext();

    executor.stall(Duration.ofSeconds(1));
    executor.advance(Duration.ofSeconds(1));

    assertThat(ticks).containsExactly(1, 2, 3);
    assertThat(executor.isIdle()).isTrue();
  }

  private TickLoop started(int rate, double phase) {
    return started(rate, phase, number -> {});
  }

  private TickLoop started(int rate, double phase, IntConsumer work) {
    TickLoop loop = new TickLoop(executor, rate, number -> {
      ticks.add(number);
      times.add(executor.nanoTime());
      work.accept(number);
    });
    loop.start(phase);
    return loop;
  }
}
