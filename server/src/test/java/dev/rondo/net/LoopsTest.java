package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.Await;
import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a loop is told, and what it is told too late. */
class LoopsTest {
  private final DefaultEventLoop loop = new DefaultEventLoop();

  @Test
  void runsATaskAndNoneOnceTheLoopHasEnded() {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    Loops.tell(loop, first::countDown);
    Await.opened(first);
    loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();

    Loops.tell(loop, late::countDown);

    assertThat(late.getCount()).isEqualTo(1);
  }
}
