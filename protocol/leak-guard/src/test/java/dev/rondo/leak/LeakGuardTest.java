package dev.rondo.leak;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

class LeakGuardTest {

  @Test
  void failsTheClassThatLosesABuffer() {
    var events = EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .selectors(selectClass(LosesABuffer.class))
        .execute();

    events.testEvents().assertStatistics(tests -> tests.succeeded(1));
    events
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container(LosesABuffer.class),
                finishedWithFailure(
                    message(text -> text.contains("1 leaked resources were noticed")))));
  }

  @Test
  void passesTheClassThatReleasesItsBuffers() {
    var events = EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .selectors(selectClass(ReleasesItsBuffer.class))
        .execute();

    events.allEvents().assertStatistics(all -> all.failed(0));
  }

  /** Not found by name (it does not end in Test): only the tests above run it. */
  static class LosesABuffer {
    @Test
    void losesABuffer() {
      PooledByteBufAllocator.DEFAULT.buffer(16).writeInt(1);
    }
  }

  /** The same, without the fault. */
  static class ReleasesItsBuffer {
    @Test
    void releasesItsBuffer() {
      PooledByteBufAllocator.DEFAULT.buffer(16).writeInt(1).release();
    }
  }
}
