package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room's time: 30 ticks a second, so that a tick is no whole number of milliseconds. */
class RoomClockTest {
  private static final int TIMERS = 4;

  private final Match match =
      new Match(options -> options.tickRate(30), limits -> limits.timers(TIMERS)).start();
  private final ScriptedRoom room = match.room();
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void countsSecondsInTicks() {
    List<Double> seconds = new ArrayList<>();
    room.in("onTick 1", () -> seconds.add(clock().seconds()));
    room.in("onTick 45", () -> seconds.add(clock().seconds()));
    assertThat(clock().seconds()).isZero();

    match.ticks(45);

    assertThat(seconds.get(0)).isCloseTo(1 / 30.0, Offset.offset(1e-12));
    assertThat(seconds.get(1)).isEqualTo(1.5);
  }

  @Test
  void runsOnceAfterTicks() {
    clock().afterTicks(1, note("one"));
    clock().afterTicks(3, note("three"));

    match.ticks(10);

    assertThat(ran).containsExactly("one at 1", "three at 3");
  }

  @Test
  void runsOnceAfterADurationInWholeTicksRoundedUp() {
    clock().after(Duration.ofSeconds(1), note("second"));
    clock().after(Duration.ofMillis(34), note("a little more than a tick"));
    clock().after(Duration.ofNanos(33_333_333), note("a little less than a tick"));

    match.ticks(40);

    assertThat(ran)
        .containsExactly(
            "a little less than a tick at 1", "a little more than a tick at 2", "second at 30");
  }

  @Test
  void runsAtTheNextTickAtTheEarliest() {
    room.in("onTick 5", () -> clock().after(Duration.ZERO, note("zero")));

    match.ticks(6);

    assertThat(ran).containsExactly("zero at 6");
  }

  @Test
  void runsAgainAndAgain() {
    clock().everyTicks(2, note("two"));
    clock().every(Duration.ofMillis(100), note("three"));

    match.ticks(6);

    assertThat(ran).containsExactly("two at 2", "three at 3", "two at 4", "two at 6", "three at 6");
  }

  @Test
  void runsAtMostOnceATick() {
    clock().every(Duration.ZERO, note("zero"));
    clock().every(Duration.ofNanos(1), note("one"));

    match.ticks(2);

    assertThat(ran).containsExactly("zero at 1", "one at 1", "zero at 2", "one at 2");
  }

  @Test
  void keepsToADurationOverTenThousandTicks() {
    int[] times = new int[3];
    int[] lastTick = new int[3];
    long[] periodMillis = {35, 70, 1_001};
    for (int i = 0; i < periodMillis.length; i++) {
      int timer = i;
      clock().every(Duration.ofMillis(periodMillis[i]), () -> {
        times[timer]++;
        lastTick[timer] = room.tick().number();
      });
    }

    match.ticks(10_000);

    for (int i = 0; i < periodMillis.length; i++) {
      long dueMillis = times[i] * periodMillis[i];
      assertThat(times[i]).isEqualTo((int) (10_000 * 1_000L / 30 / periodMillis[i]));
      assertThat(lastTick[i]).isEqualTo((int) ((dueMillis * 30 + 999) / 1_000));
    }
  }

  @Test
  void runsBehindTheInputsAndBeforeOnTick() {
    Match.Client ada = match.join("Ada");
    match.tick();
    clock().afterTicks(1, () -> room.allCalls().add("timer"));
    ada.shout("hi");
    room.allCalls().clear();

    match.tick();

    assertThat(room.allCalls())
        .containsExactly("onCommand Ada hi", "onInput Ada", "timer", "onTick 2");
  }

  @Test
  void runsThoseOfOneTickInTheOrderInWhichTheyWereSet() {
    clock().afterTicks(3, note("one"));
    clock().everyTicks(1, note("every"));
    clock().after(Duration.ofMillis(100), note("two"));
    match.ticks(2);
    clock().afterTicks(1, note("three"));
    ran.clear();

    match.tick();

    assertThat(ran).containsExactly("one at 3", "every at 3", "two at 3", "three at 3");
  }

  @Test
  void runsNothingThatWasCancelled() {
    RoomTimer once = clock().afterTicks(2, note("once"));
    RoomTimer again = clock().everyTicks(1, note("again"));
    match.tick();

    once.cancel();
    again.cancel();
    again.cancel();
    match.ticks(5);

    assertThat(ran).containsExactly("again at 1");
    assertThat(once.active()).isFalse();
    assertThat(again.active()).isFalse();
  }

  @Test
  void cancelsItselfAndOthersFromWithin() {
    RoomTimer[] timers = new RoomTimer[3];
    timers[0] = clock().everyTicks(1, () -> {
      note("first").run();
      timers[0].cancel();
      timers[1].cancel();
    });
    timers[1] = clock().afterTicks(1, note("cancelled"));
    timers[2] = clock().afterTicks(1, () -> {
      note("last").run();
      timers[2].cancel();
    });

    match.ticks(3);

    assertThat(ran).containsExactly("first at 1", "last at 1");
    assertThat(timers).noneMatch(RoomTimer::active);
    assertThat(freeTimers()).isEqualTo(TIMERS);
  }

  @Test
  void isActiveUntilItHasRunForTheLastTime() {
    boolean[] activeWithin = new boolean[2];
    RoomTimer[] timers = new RoomTimer[2];
    timers[0] = clock().afterTicks(1, () -> activeWithin[0] = timers[0].active());
    timers[1] = clock().everyTicks(1, () -> activeWithin[1] = timers[1].active());
    assertThat(timers[0].active()).isTrue();

    match.tick();

    assertThat(activeWithin).containsExactly(false, true);
    assertThat(timers[0].active()).isFalse();
    assertThat(timers[1].active()).isTrue();
  }

  @Test
  void setsTimersInATimerForALaterTick() {
    clock().afterTicks(1, () -> {
      note("outer").run();
      clock().after(Duration.ZERO, note("inner"));
      clock().everyTicks(1, note("again"));
    });

    match.ticks(3);

    assertThat(ran).containsExactly("outer at 1", "inner at 2", "again at 2", "again at 3");
  }

  @Test
  void setsTimersInOnCreate() {
    try (Match other = new Match()) {
      List<Integer> ticks = new ArrayList<>();
      other
          .room()
          .in(
              "onCreate",
              () -> other
                  .room()
                  .clock()
                  .afterTicks(2, () -> ticks.add(other.room().tick().number())));

      other.start();
      other.ticks(3);

      assertThat(ticks).containsExactly(2);
    }
  }

  @Test
  void holdsNoMoreThanItMay() {
    IntStream.range(0, TIMERS).forEach(i -> clock().afterTicks(1 + i, () -> {}));

    assertThatThrownBy(() -> clock().everyTicks(1, () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("timers: 4 of 4 are set already. Cancel those that nobody needs, or raise"
            + " Limits.timers.");
    match.ticks(2);

    assertThat(freeTimers()).isEqualTo(2);
  }

  @Test
  void countsNothingThatWasCancelledTwiceOrHasRun() {
    RoomTimer once = clock().afterTicks(1, () -> {});
    RoomTimer again = clock().everyTicks(1, () -> {});
    match.tick();

    once.cancel();
    again.cancel();
    again.cancel();

    assertThat(freeTimers()).isEqualTo(TIMERS);
  }

  @Test
  void countsNothingThatIsRondosOwn() {
    Match.Client[] clients = {match.join("Ada"), match.join("Bob")};
    match.tick();
    for (Match.Client client : clients) {
      for (int i = 0; i < 8; i++) {
        client.bet(i);
      }
      client.drop();
    }
    match.tick();

    assertThat(freeTimers()).isEqualTo(TIMERS);
  }

  @Test
  void runsNothingOnceTheRoomHasEnded() {
    clock().everyTicks(1, note("again"));
    room.in("onTick 2", room::end);
    room.in("onDispose", () -> clock().afterTicks(1, note("too late")));

    match.ticks(5);

    assertThat(ran).containsExactly("again at 1", "again at 2");
  }

  @Test
  void goesOnWithOneThatThrows() {
    room.goOn();
    clock().everyTicks(1, () -> {
      note("again").run();
      throw new IllegalStateException("scripted");
    });
    clock().everyTicks(1, note("other"));

    match.ticks(2);

    assertThat(ran).containsExactly("again at 1", "other at 1", "again at 2", "other at 2");
    assertThat(room.faults()).extracting(Fault::hook).containsExactly("a timer", "a timer");
  }

  @Test
  void neverRunsWhatIsFarAway() {
    clock().after(Duration.ofSeconds(Long.MAX_VALUE), note("far"));
    clock().every(Duration.ofDays(365_000), note("far"));
    clock().afterTicks(Integer.MAX_VALUE, note("far"));

    match.ticks(1_000);

    assertThat(ran).isEmpty();
  }

  @Test
  void refusesTimesThatHavePassed() {
    assertThatThrownBy(() -> clock().after(Duration.ofMillis(-1), () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time: PT-0.001S (expected: 0 or more)");
    assertThatThrownBy(() -> clock().every(Duration.ofMillis(-1), () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock().afterTicks(0, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ticks: 0 (expected: 1 or more)");
    assertThatThrownBy(() -> clock().everyTicks(-1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(freeTimers()).isEqualTo(TIMERS);
  }

  private RoomClock clock() {
    return room.clock();
  }

  private Runnable note(String what) {
    return () -> ran.add(what + " at " + room.tick().number());
  }

  /** How many timers can still be set; they are gone again afterwards. */
  private int freeTimers() {
    List<RoomTimer> set = new ArrayList<>();
    try {
      while (true) {
        set.add(clock().afterTicks(1, () -> {}));
      }
    } catch (IllegalStateException e) {
      set.forEach(RoomTimer::cancel);
      return set.size();
    }
  }
}
