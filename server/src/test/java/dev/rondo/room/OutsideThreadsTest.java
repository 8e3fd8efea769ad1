package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room on a loop of its own, and other threads that have something for it. */
class OutsideThreadsTest {
  private static final int CALLS = 50;
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ThreadLoop loop = new ThreadLoop();
  private final ScriptedRoom room = new ScriptedRoom();
  private final RoomHost host = new RoomHost(
      "duel-1",
      room,
      RoomOptions.defaults().tickRate(240),
      Limits.builder().outsideCalls(CALLS).build(),
      1,
      loop,
      () -> {});

  @AfterEach
  void endTheLoop() throws InterruptedException {
    host.stop(LeaveReason.STOPPING, "The test is over");
    loop.end();
  }

  @Test
  void runsOnTheLoopWhateverThreadEnters() {
    host.start(0);

    assertThat(host.enter(entered -> Thread.currentThread().getName()))
        .succeedsWithin(SOON)
        .isEqualTo(ThreadLoop.NAME);
    assertThat(host.enter(entered -> entered.id())).succeedsWithin(SOON).isEqualTo("duel-1");
  }

  @Test
  void callsBackOnTheLoopWhateverThreadHasTheResult() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> heard = new CompletableFuture<>();
    room.in(
        "onCreate",
        () -> room.async(
            stage,
            result -> heard.complete(result + " on " + Thread.currentThread().getName()),
            heard::completeExceptionally));

    host.start(0);
    stage.complete("gold");

    assertThat(heard).succeedsWithin(SOON).isEqualTo("gold on " + ThreadLoop.NAME);
  }

  @Test
  void answersEachCallOnceAlsoIfTheRoomEndsMeanwhile() throws InterruptedException {
    AtomicInteger ran = new AtomicInteger();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    host.start(0);

    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(() -> {
        for (int call = 0; call < 500; call++) {
          var answer = host.enter(entered -> ran.incrementAndGet()).toCompletableFuture();
          synchronized (answers) {
            answers.add(answer);
          }
          LockSupport.parkNanos(1_000); // so that the room gets its turns in between
        }
      }));
    }
    threads.forEach(Thread::start);
    assertThat(host.enter(entered -> "it runs").exceptionally(full -> "it is full"))
        .succeedsWithin(SOON);
    host.stop(LeaveReason.ROOM_CLOSED, "The match is over");
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(2_000);
    assertThat(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .handle((all, failure) -> "all have ended"))
        .succeedsWithin(SOON);
    assertThat(answers.stream().filter(answer -> !answer.isCompletedExceptionally()))
        .hasSize(ran.get());
    assertThat(host.enter(entered -> "too late"))
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("room duel-1 has ended");
  }

  /** A thread in real time. */
  private static final class ThreadLoop implements RoomExecutor {
    private static final String NAME = "room loop";

    private final ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, NAME));

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
      thread.execute(task);
    }

    @Override
    public void at(long nanoTime, Runnable task) {
      var unused = thread.schedule(task, nanoTime - nanoTime(), TimeUnit.NANOSECONDS);
    }

    void end() throws InterruptedException {
      thread.shutdown();
      assertThat(thread.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }
}
