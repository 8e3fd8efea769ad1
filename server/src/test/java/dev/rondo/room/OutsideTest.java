package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a room asks the world outside, and what comes back at one of its ticks. */
class OutsideTest {
  private static final int CALLS = 3;

  private final Match match =
      new Match(limits -> limits.outsideCalls(CALLS).outsideMillis(1_000)).start();
  private final ScriptedRoom room = match.room();
  private final CompletableFuture<String> stage = new CompletableFuture<>();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void callsBackAtTheNextTickAfterTheResult() {
    room.in("onTick 1", () -> ask(stage));
    match.tick();

    stage.complete("gold");
    match.loop().runDue();
    assertThat(heard).isEmpty();
    match.tick();

    assertThat(heard).containsExactly("gold at 2");
  }

  @Test
  void callsBackBeforeJoinsCommandsInputsAndTimers() {
    Match.Client ada = match.join("Ada");
    match.tick();
    room.in("onTick 2", () -> {
      room.async(stage, result -> room.allCalls().add("result"), failure -> {});
      room.clock().afterTicks(1, () -> room.allCalls().add("timer"));
    });
    match.tick();
    room.allCalls().clear();
    stage.complete("gold");
    match.join("Bob");
    ada.shout("hi");

    match.tick();

    assertThat(room.allCalls())
        .containsExactly(
            "result",
            "onJoin Bob",
            "onCommand Ada hi",
            "onInput Ada",
            "onInput Bob",
            "timer",
            "onTick 3");
  }

  @Test
  void callsBackAtTheNextTickAlsoIfTheResultIsThereAtOnce() {
    room.in("onTick 1", () -> ask(CompletableFuture.completedFuture("gold")));

    match.tick();
    assertThat(heard).isEmpty();
    match.tick();

    assertThat(heard).containsExactly("gold at 2");
  }

  @Test
  void callsBackInTheOrderOfTheResults() {
    CompletableFuture<String> later = new CompletableFuture<>();
    room.in("onTick 1", () -> {
      ask(later);
      ask(stage);
    });
    match.tick();

    stage.complete("first");
    later.complete("second");
    match.tick();

    assertThat(heard).containsExactly("first at 2", "second at 2");
  }

  @Test
  void takesNothingForAResult() {
    List<Object> results = new ArrayList<>();
    room.in(
        "onTick 1",
        () ->
            room.async(CompletableFuture.<Void>completedFuture(null), results::add, failure -> {}));

    match.ticks(2);

    assertThat(results).containsExactly((Object) null);
  }

  @Test
  void callsBackWithWhatTheStageFailedWith() {
    room.in("onTick 1", () -> {
      ask(stage);
      ask(stage.thenApply(String::trim)); // which wraps it
      ask(CompletableFuture.failedFuture(new CompletionException("no cause", null)));
    });
    match.tick();

    stage.completeExceptionally(new IllegalStateException("no gold"));
    match.tick();

    assertThat(heard)
        .containsExactlyInAnyOrder(
            "IllegalStateException: no gold at 2",
            "IllegalStateException: no gold at 2",
            "CompletionException: no cause at 2");
  }

  @Test
  void failsWithATimeoutAndHearsOfNoResultAfterThat() {
    List<Async> calls = new ArrayList<>();
    room.in("onTick 1", () -> calls.add(ask(stage)));
    match.ticks(20);
    assertThat(heard).isEmpty();
    assertThat(calls.get(0).failed()).isFalse();

    match.tick();
    stage.complete("gold");
    match.ticks(2);

    assertThat(heard).containsExactly("TimeoutException: No result came within PT1S at 21");
    assertThat(calls.get(0).failed()).isTrue();
    assertThat(calls.get(0).done()).isFalse();
  }

  @Test
  void keepsToATimeLimitOfItsOwn() {
    room.in("onTick 1", () -> ask(stage, Duration.ofMillis(149)));

    match.ticks(3);
    assertThat(heard).isEmpty();
    match.tick();

    assertThat(heard).containsExactly("TimeoutException: No result came within PT0.149S at 4");
  }

  @Test
  void waitsForeverIfItMay() {
    room.in("onTick 1", () -> ask(stage, Duration.ofMillis(Long.MAX_VALUE)));
    match.ticks(1_000);

    stage.complete("gold");
    match.tick();

    assertThat(heard).containsExactly("gold at 1001");
  }

  @Test
  void forgetsTheTimeLimitOnceTheResultIsThere() {
    room.in("onTick 1", () -> ask(stage));
    match.tick();
    stage.complete("gold");

    match.ticks(40);

    assertThat(heard).containsExactly("gold at 2");
  }

  @Test
  void saysHowItStands() {
    List<Async> calls = new ArrayList<>();
    room.in("onTick 1", () -> calls.add(ask(stage)));
    match.tick();
    assertThat(calls.get(0).done()).isFalse();
    assertThat(calls.get(0).failed()).isFalse();

    stage.complete("gold");
    match.tick();

    assertThat(calls.get(0).done()).isTrue();
    assertThat(calls.get(0).failed()).isFalse();
  }

  @Test
  void hearsNothingOfWhatItHasCancelled() {
    List<Async> calls = new ArrayList<>();
    room.in("onTick 1", () -> calls.add(ask(stage)));
    room.in("onTick 2", () -> {
      calls.get(0).cancel();
      calls.get(0).cancel();
    });
    match.ticks(2);

    stage.complete("gold");
    match.ticks(30);

    assertThat(heard).isEmpty();
    assertThat(calls.get(0).failed()).isTrue();
  }

  @Test
  void cancelsAlsoBetweenTheResultAndItsTick() {
    List<Async> calls = new ArrayList<>();
    room.in("onTick 1", () -> calls.add(ask(CompletableFuture.completedFuture("gold"))));
    match.tick();
    room.in("onTick 1", () -> {});
    match.loop().runDue();

    calls.get(0).cancel();
    match.tick();

    assertThat(heard).isEmpty();
  }

  @Test
  void failsWhatIsTooMuchAtTheNextTick() {
    room.in("onTick 1", () -> askForMany(CALLS + 1));

    match.tick();
    assertThat(heard).isEmpty();
    match.tick();

    assertThat(heard)
        .containsExactly("RejectedExecutionException: All 3 calls between room duel-1 and the"
            + " outside are under way (outsideCalls) at 2");
  }

  @Test
  void countsOnlyWhatIsUnderWay() {
    List<Async> calls = new ArrayList<>();
    room.in("onTick 1", () -> {
      calls.add(ask(stage));
      ask(new CompletableFuture<>(), Duration.ofMillis(1));
      calls.add(ask(new CompletableFuture<>()));
    });
    match.ticks(2);
    stage.complete("gold");
    match.tick();
    room.in("onTick 4", () -> {
      calls.get(1).cancel();
      calls.get(1).cancel();
      calls.get(0).cancel();
      askForMany(CALLS);
    });
    heard.clear();

    match.ticks(2);
    assertThat(heard).isEmpty();
    room.in("onTick 6", () -> askForMany(1));
    match.ticks(2);

    assertThat(heard).singleElement().asString().contains("(outsideCalls)");
  }

  @Test
  void countsACallOnceThatIsCancelledByItsOwnCallback() {
    List<Async> calls = new ArrayList<>();
    room.in(
        "onTick 1",
        () -> calls.add(
            room.async(stage, result -> calls.get(0).cancel(), failure -> heard.add("failed"))));
    match.tick();
    stage.complete("gold");
    match.tick();

    room.in("onTick 3", () -> askForMany(CALLS + 1));
    match.ticks(2);

    assertThat(heard).singleElement().asString().contains("(outsideCalls)");
    assertThat(calls.get(0).done()).isTrue();
  }

  @Test
  void asksAgainFromItsOwnCallback() {
    room.in(
        "onTick 1",
        () -> room.async(
            CompletableFuture.completedFuture(""),
            result -> ask(CompletableFuture.completedFuture("again")),
            failure -> {}));

    match.ticks(3);

    assertThat(heard).containsExactly("again at 3");
  }

  @Test
  void neverCallsBackOnceTheRoomHasEnded() {
    room.in("onTick 1", () -> {
      ask(stage);
      ask(CompletableFuture.completedFuture("at once"));
      ask(new CompletableFuture<>(), Duration.ofMillis(1));
    });
    room.in("onDispose", () -> ask(CompletableFuture.completedFuture("at the end")));
    match.tick();
    match.loop().runDue();

    match.stop();
    stage.complete("gold");
    match.ticks(3);

    assertThat(heard).isEmpty();
    assertThat(match.loop().isIdle()).isTrue();
  }

  @Test
  void refusesAStageThatIsNoneAndATimeThatHasPassed() {
    room.goOn();
    room.in("onTick 1", () -> ask(nothing()));
    room.in("onTick 2", () -> ask(stage, Duration.ofMillis(-1)));
    match.ticks(2);
    assertThat(room.faults())
        .extracting(fault -> fault.cause().getMessage())
        .containsExactly("stage", "timeout: PT-0.001S (expected: 0 or more)");

    room.in("onTick 3", () -> askForMany(CALLS));
    match.ticks(2);

    assertThat(heard).isEmpty();
  }

  private void askForMany(int count) {
    for (int i = 0; i < count; i++) {
      ask(new CompletableFuture<>());
    }
  }

  private Async ask(CompletionStage<String> of) {
    return room.async(of, this::note, this::noteFailure);
  }

  private Async ask(CompletionStage<String> of, Duration timeout) {
    return room.async(of, timeout, this::note, this::noteFailure);
  }

  private void note(String what) {
    heard.add(what + " at " + room.tick().number());
  }

  private void noteFailure(Throwable failure) {
    assertThat(failure)
        .isInstanceOfAny(
            IllegalStateException.class,
            CompletionException.class,
            TimeoutException.class,
            RejectedExecutionException.class);
    note(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }

  /** As a client library may return that was not set up. */
  @SuppressWarnings("NullAway")
  private static CompletionStage<String> nothing() {
    return null;
  }
}
