package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.HookWatch.Blocked;
import dev.rondo.sync.Interest;
import dev.rondo.test.duel.FighterEntity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a watcher sees of a room whose code takes too long. It looks from within the hooks, as if they took
 * as long as it says.
 */
class HookWatchTest {
  private static final long MILLI = 1_000_000;
  private static final long LIMIT = 200 * MILLI;

  private final Match match = new Match(options -> options, limits -> limits);
  private final ScriptedRoom room = match.room();
  private long now = 77 * MILLI;

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void seesNothingBeforeTheRoomBegins() {
    assertThat(lookAfter(0)).isNull();
    assertThat(lookAfter(10_000)).isNull();
  }

  @Test
  void seesNothingWhileNoHookRuns() {
    match.start();
    match.tick();

    assertThat(lookAfter(0)).isNull();
    assertThat(lookAfter(10_000)).isNull();
    assertThat(lookAfter(10_000)).isNull();
  }

  @Test
  void reportsAHookWhileItRunsOnceAndOnceItIsOver() {
    match.start();
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.in("onTick 1", () -> {
      seen.add(lookAfter(0));
      seen.add(lookAfter(199));
      seen.add(lookAfter(1));
      seen.add(lookAfter(500));
    });

    match.tick();
    seen.add(lookAfter(100));
    seen.add(lookAfter(100));

    Thread loop = Thread.currentThread();
    assertThat(seen)
        .containsExactly(
            null,
            null,
            new Blocked("onTick", 200, loop, false),
            null,
            new Blocked("onTick", 800, loop, true),
            null);
  }

  @Test
  void saysNothingOfAHookThatIsInTime() {
    match.start();
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.in("onTick 1", () -> {
      seen.add(lookAfter(0));
      seen.add(lookAfter(199));
    });

    match.tick();
    seen.add(lookAfter(500));

    assertThat(seen).containsOnlyNulls();
  }

  @Test
  void countsEachCallForItself() {
    match.start();
    match.join("Ada");
    match.join("Bob");
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.in("onJoin Ada", () -> seen.add(lookAfter(150)));
    room.in("onJoin Bob", () -> seen.add(lookAfter(150)));

    match.tick();

    assertThat(seen).containsOnlyNulls();
  }

  @Test
  void namesTheHookThatWasTooLongAlsoOnceOthersHaveRun() {
    match.start();
    room.in("onTick 1", () -> {
      lookAfter(0);
      lookAfter(300);
    });

    match.ticks(2);

    assertThat(lookAfter(100)).isEqualTo(new Blocked("onTick", 400, Thread.currentThread(), true));
  }

  @Test
  void reportsTheNextThatIsTooLong() {
    match.start();
    match.join("Ada");
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.in("onInput Ada", () -> {
      lookAfter(0);
      seen.add(lookAfter(300));
    });
    room.in("onTick 1", () -> {
      seen.add(lookAfter(10));
      seen.add(lookAfter(200));
    });

    match.tick();
    seen.add(lookAfter(5));

    assertThat(seen)
        .extracting(blocked -> blocked == null ? "" : blocked.hook() + " " + blocked.millis())
        .containsExactly("onInput 300", "onInput 310", "onTick 200", "onTick 205");
  }

  @Test
  void seesWhatIsAskedWhileFramesAreMade() {
    match.start();
    match.join("Ada");
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.in("onTick 1", () -> {
      room.interest(Interest.grid(10));
      room.player("Ada").lookAt(0, 0);
      room.board().fighters().spawn(new FighterEntity() {
        @Override
        protected double placeX() {
          lookAfter(0);
          seen.add(lookAfter(200));
          return 0;
        }
      });
      room.visibleIf((player, fighter) -> {
        lookAfter(0);
        return seen.add(lookAfter(200));
      });
    });

    match.tick();

    assertThat(seen)
        .extracting(blocked -> blocked == null ? "" : blocked.hook())
        .startsWith("placeX or placeY", "visibleIf or rank");
  }

  @Test
  void seesTheBeginningAndTheEndOfARoom() {
    List<@Nullable Blocked> seen = new ArrayList<>();
    for (String hook : List.of("onCreate", "onDispose")) {
      room.in(hook, () -> {
        lookAfter(0);
        seen.add(lookAfter(200));
      });
    }

    match.start();
    match.stop();

    assertThat(seen)
        .extracting(blocked -> blocked == null ? "" : blocked.hook())
        .containsExactly("onCreate", "onDispose");
  }

  @Test
  void seesTheEndOfARoomThatCouldNotBegin() {
    List<@Nullable Blocked> seen = new ArrayList<>();
    room.failIn("onCreate");
    room.in("onDispose", () -> {
      seen.add(lookAfter(1_000));
      seen.add(lookAfter(200));
    });

    match.start();
    seen.add(lookAfter(100));
    seen.add(lookAfter(1_000));

    assertThat(seen)
        .extracting(blocked -> blocked == null ? "" : blocked.hook() + " " + blocked.ended())
        .containsExactly("", "onDispose false", "onDispose true", "");
  }

  @Test
  void seesWhatIsCalledBack() {
    match.start();
    List<@Nullable Blocked> seen = new ArrayList<>();
    Runnable slow = () -> {
      lookAfter(0);
      seen.add(lookAfter(200));
    };
    room.in("onTick 1", () -> {
      room.clock().afterTicks(1, slow);
      room.async(CompletableFuture.completedFuture(""), result -> slow.run(), failure -> {});
      room.async(
          new CompletableFuture<>(), Duration.ofMillis(1), result -> {}, failure -> slow.run());
      match.host().enter(entered -> {
        slow.run();
        return "";
      });
    });

    match.ticks(2);

    assertThat(seen)
        .extracting(blocked -> blocked == null ? "" : blocked.hook())
        .containsExactly(
            "what async came back with",
            "what execute was given",
            "a timer",
            "what async failed with");
  }

  private @Nullable Blocked lookAfter(long millis) {
    now += millis * MILLI;
    return match.host().watch().check(now, LIMIT);
  }
}
