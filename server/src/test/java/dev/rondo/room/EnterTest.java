package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other threads have a room do. */
class EnterTest {
  private static final int CALLS = 3;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Match match = new Match(limits -> limits.outsideCalls(CALLS)).start();
  private final ScriptedRoom room = match.room();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void runsAtTheNextTickAndAnswers() {
    List<Integer> ticks = new ArrayList<>();
    match.tick();

    CompletionStage<String> answer = match.host().enter(entered -> {
      ticks.add(room.tick().number());
      return entered.id();
    });
    match.loop().runDue();
    assertThat(ticks).isEmpty();
    match.tick();

    assertThat(ticks).containsExactly(2);
    assertThat(answer).succeedsWithin(SOON).isEqualTo("duel-1");
  }

  @Test
  void answersOnAThreadThatIsNotTheLoop() {
    CompletionStage<Thread> answer =
        match.host().enter(entered -> "done").thenApply(done -> Thread.currentThread());

    match.tick();

    assertThat(answer).succeedsWithin(SOON).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void answersNothing() {
    CompletionStage<String> answer = match.host().enter(EnterTest::nothing);

    match.tick();

    assertThat(answer).succeedsWithin(SOON).isNull();
  }

  @Test
  void runsInTheOrderOfTheCalls() {
    List<String> order = new ArrayList<>();
    for (String each : List.of("one", "two", "three")) {
      match.host().enter(entered -> order.add(each));
    }

    match.tick();

    assertThat(order).containsExactly("one", "two", "three");
  }

  @Test
  void runsWhatCameWhileTheTickRanAtTheNext() {
    List<Integer> ticks = new ArrayList<>();
    room.in(
        "onTick 1", () -> match.host().enter(entered -> ticks.add(room.tick().number())));
    match
        .host()
        .enter(entered -> match.host().enter(again -> ticks.add(room.tick().number())));

    match.ticks(3);

    assertThat(ticks).containsExactly(2, 2);
  }

  @Test
  void runsBeforeTheFirstTickOfARoomThatHasNotBegun() {
    try (Match other = new Match()) {
      CompletionStage<Integer> answer =
          other.host().enter(entered -> other.room().tick().number());

      other.start();
      other.tick();

      assertThat(answer).succeedsWithin(SOON).isEqualTo(1);
    }
  }

  @Test
  void failsWithWhatItThrew() {
    room.goOn();
    CompletionStage<String> answer = match.host().enter(entered -> {
      throw new IllegalStateException("scripted");
    });

    match.tick();

    assertThat(answer)
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(IllegalStateException.class)
        .withMessage("scripted");
    assertThat(room.faults()).hasSize(1);
    assertThat(match.host().closed()).isFalse();
  }

  @Test
  void endsTheRoomWithWhatItThrewIfTheRoomSaysSo() {
    CompletionStage<String> failing = match.host().enter(entered -> {
      throw new IllegalStateException("scripted");
    });
    CompletionStage<String> next = match.host().enter(entered -> "done");

    match.tick();

    assertThat(match.host().closed()).isTrue();
    assertFails(failing, IllegalStateException.class, "scripted");
    assertFails(next, IllegalStateException.class, "room duel-1 has ended");
  }

  @Test
  void failsOnceTheRoomHasEnded() {
    match.stop();

    CompletionStage<String> answer = match.host().enter(entered -> "done");
    match.loop().runDue();

    assertFails(answer, IllegalStateException.class, "room duel-1 has ended");
  }

  @Test
  void failsWhenTheRoomEndsBeforeTheTick() {
    CompletionStage<String> kept = match.host().enter(entered -> "done");
    match.loop().runDue();
    match.stop();

    assertFails(kept, IllegalStateException.class, "room duel-1 has ended");
  }

  @Test
  void failsWhenTheRoomCannotBegin() {
    try (Match other = new Match()) {
      other.room().failIn("onCreate");
      CompletionStage<String> answer = other.host().enter(entered -> "done");

      other.start();

      assertFails(answer, IllegalStateException.class, "room duel-1 has ended");
    }
  }

  @Test
  void failsOnceTheLoopHasEnded() {
    EndingExecutor loop = new EndingExecutor();
    RoomHost host = new RoomHost(
        "duel-2", new ScriptedRoom(), RoomOptions.defaults(), Limits.defaults(), 1, loop, () -> {});
    host.stop(LeaveReason.STOPPING, "The server is stopping");
    loop.ended = true;

    CompletionStage<String> answer = host.enter(entered -> "done");

    assertFails(answer, IllegalStateException.class, "room duel-2 has ended");
  }

  @Test
  void failsAtOnceWhenTooManyWait() {
    for (int i = 0; i < CALLS; i++) {
      match.host().enter(entered -> "done");
    }

    CompletionStage<String> tooMany = match.host().enter(entered -> "done");
    assertFails(
        tooMany,
        RejectedExecutionException.class,
        "All 3 calls between room duel-1 and the outside are under way (outsideCalls)");
    match.tick();

    CompletionStage<String> next = match.host().enter(entered -> "done");
    match.tick();
    assertThat(next).succeedsWithin(SOON);
  }

  @Test
  void sharesItsBoundWithWhatTheRoomAsks() {
    room.in("onTick 1", () -> {
      for (int i = 0; i < CALLS; i++) {
        room.async(new CompletableFuture<>(), result -> {}, failure -> {});
      }
    });
    match.tick();

    assertThat(match.host().enter(entered -> "done"))
        .failsWithin(SOON)
        .withThrowableThat()
        .withMessageContaining("(outsideCalls)");
  }

  private static void assertFails(
      CompletionStage<?> answer, Class<? extends Throwable> type, String message) {
    assertThat(answer)
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(type)
        .withMessage(message);
  }

  @SuppressWarnings("NullAway")
  private static String nothing(Room<?, ?, ?, ?, ?, ?> room) {
    return null;
  }

  /** A loop that runs each task at once, until it has ended. */
  private static final class EndingExecutor implements RoomExecutor {
    private boolean ended;

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void execute(Runnable task) {
      if (ended) {
        throw new RejectedExecutionException("the loop has ended");
      }
      task.run();
    }

    @Override
    public void at(long nanoTime, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
