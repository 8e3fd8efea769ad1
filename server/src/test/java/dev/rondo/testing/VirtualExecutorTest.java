package dev.rondo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class VirtualExecutorTest {
  private final VirtualExecutor loop = new VirtualExecutor(1_000);
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsTasksAtTheirMomentsAndInTheirOrder() {
    loop.at(1_020, () -> ran.add("second at " + loop.nanoTime()));
    loop.at(1_010, () -> ran.add("first at " + loop.nanoTime()));
    loop.at(1_020, () -> ran.add("third at " + loop.nanoTime()));
    loop.at(1_031, () -> ran.add("too late"));

    loop.advance(Duration.ofNanos(30));

    assertThat(ran).containsExactly("first at 1010", "second at 1020", "third at 1020");
    assertThat(loop.nanoTime()).isEqualTo(1_030);
    assertThat(loop.nextDue()).isEqualTo(1_031);
    assertThat(loop.isIdle()).isFalse();
  }

  @Test
  void runsWhatTasksAdd() {
    loop.execute(() -> {
      loop.execute(() -> ran.add("now"));
      loop.at(5, () -> ran.add("overdue at " + loop.nanoTime()));
      loop.at(1_001, () -> ran.add("soon"));
    });

    loop.runDue();
    assertThat(ran).containsExactly("now", "overdue at 1000");
    loop.advance(Duration.ofNanos(1));

    assertThat(ran).endsWith("soon");
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void stallsAndIsLateThen() {
    loop.at(1_010, () -> ran.add("at " + loop.nanoTime()));

    loop.stall(Duration.ofNanos(50));
    assertThat(ran).isEmpty();
    loop.runDue();

    assertThat(ran).containsExactly("at 1050");
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(loop::runNext);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(loop::nextDue);
  }

  @Test
  void answersLater() {
    CompletionStage<String> answer = loop.later(Duration.ofNanos(10), "done");
    CompletionStage<String> failure =
        loop.laterFailing(Duration.ofNanos(20), new IllegalStateException("closed"));

    loop.advance(Duration.ofNanos(9));
    assertThat(answer).isNotDone();
    loop.advance(Duration.ofNanos(10));
    assertThat(answer).isCompletedWithValue("done");
    assertThat(failure).isNotDone();
    loop.advance(Duration.ofNanos(1));

    assertThat(failure).isCompletedExceptionally();
  }

  @Test
  void refusesTasksOfOtherThreadsAndSaysSoToItsOwn() throws InterruptedException {
    loop.runDue();
    List<Throwable> thrown = new ArrayList<>();
    Thread other = new Thread(() -> loop.execute(() -> ran.add("by chance")), "a pool");
    other.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));

    other.start();
    other.join();

    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    assertThatIllegalStateException()
        .isThrownBy(loop::runDue)
        .withMessageStartingWith("thread a pool put a task onto a loop in virtual time");
    loop.runDue();
    assertThat(ran).isEmpty();
  }
}
