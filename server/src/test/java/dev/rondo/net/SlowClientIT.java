package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Ending;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a player whose connection is full, whatever the client says of it: skipped first, then let
 * go. Nobody here says what was applied, so it is only the connection that counts.
 */
class SlowClientIT {
  /** Of each fighter in each frame, so that the sockets between are full after some frames. */
  private static final int BALLAST = 60_000;

  /** More frames than the sockets between can hold, 6 MB. */
  private static final int LONG = 50;

  @Test
  void letsAPlayerGoWhoDoesNotReadWhileTheOtherGetsEveryFrame() {
    try (DuelServer server = start(limits -> limits.slowMillis(300));
        RawClient witness = server.door().play("Witness");
        RawClient slow = slowOne(server)) {
      WireFrame frame = witness.dataFrame(next -> next.board().getFightersCount() == 2);

      while (frame.board().getFightersCount() == 2) {
        int tick = frame.board().getClock().getTick();
        frame = witness.dataFrame();
        assertThat(frame.board().getClock().getTick()).isEqualTo(tick + 1);
      }

      assertThat(server.log().awaitLeave("Slow")).isEqualTo(LeaveReason.TOO_SLOW);
      Ending ending = slow.ending();
      assertThat(ending.code()).isEqualTo(4002);
      assertThat(ending.goodbye().getReason()).contains("300 ms (slowMillis)");
      assertThat(ending.goodbye().getComeBack()).isTrue();
      server.awaitStats(1, 0, 1, 1);
    }
  }

  @Test
  void cutsOffAPlayerWhoDoesNotReadTheGoodbyeEither() {
    try (DuelServer server = start(limits -> limits.slowMillis(300));
        RawClient witness = server.door().play("Witness");
        RawClient slow = slowOne(server)) {
      witness.dataFrame(next -> next.board().getFightersCount() == 2);

      witness.dataFrame(next -> next.board().getFightersCount() == 1);

      Await.until("the connection of the slow one is closed", () -> {
        witness.dataFrame(); // or it would be the next that is too slow
        return server.stats().connections() == 1;
      });
      slow.awaitEnd();
    }
  }

  @Test
  void letsAPlayerGoForWhomTooManyEventsWait() {
    try (DuelServer server = start(limits -> limits.eventBytes(1_024));
        RawClient witness = server.door().play("Witness");
        RawClient slow = slowOne(server)) {
      witness.dataFrame(next -> next.board().getFightersCount() == 2);

      while (witness.dataFrame().board().getFightersCount() == 2) {
        witness.send(ClientFrames.command(ClientFrames.shout("x".repeat(64))));
      }

      assertThat(server.log().awaitLeave("Slow")).isEqualTo(LeaveReason.TOO_SLOW);
      Ending ending = slow.ending();
      assertThat(ending.code()).isEqualTo(4002);
      assertThat(ending.goodbye().getReason()).contains("1024 bytes of events");
    }
  }

  @Test
  void tellsAPlayerWhoReadsAgainWhatWasMissedInOneFrame() {
    try (DuelServer server = start(limits -> limits);
        RawClient witness = server.door().play("Witness");
        RawClient passing = server.door().play("Passing");
        RawClient slow = slowOne(server)) {
      WireFrame known = slow.dataFrame(next -> next.board().getFightersCount() == 3);
      try (passing) {
        for (int i = 0; i < LONG; i++) {
          witness.send(ClientFrames.command(ClientFrames.shout("number " + i)));
          witness.dataFrame();
        }
        passing.hangUp();
      }
      witness.dataFrame(next -> next.board().getFightersCount() == 2);
      witness.send(ClientFrames.command(ClientFrames.shout("last")));

      List<WireFrame> frames = new ArrayList<>();
      do {
        frames.add(slow.dataFrame());
      } while (!texts(frames).contains("last"));

      assertThat(texts(frames))
          .hasSize(LONG + 1)
          .doesNotHaveDuplicates()
          .startsWith("number 0", "number 1");
      int tick = known.board().getClock().getTick();
      int skipped = 0;
      for (WireFrame next : frames) {
        ServerFrame frame = next.frame();
        skipped += frame.hasTick() ? frame.getTick() - tick - 1 : 0;
        tick = frame.hasTick() ? frame.getTick() : tick + 1;
        assertThat(next.board().getClock().getTick()).isEqualTo(tick);
      }
      assertThat(skipped).isPositive();
      assertThat(frames).filteredOn(next -> next.frame().getRemovedCount() == 1).hasSize(1);
      assertThat(frames.get(frames.size() - 1).board().getFightersCount()).isEqualTo(2);
    }
  }

  private static DuelServer start(UnaryOperator<Limits.Builder> limits) {
    return DuelServer.start(
        own -> limits.apply(own.outboundBytes(10 * BALLAST)),
        room -> room.tickRate(50).frameBytes(4 * BALLAST),
        BALLAST,
        all -> all);
  }

  private static RawClient slowOne(DuelServer server) {
    return server.door().play("Slow", socket -> socket.setReceiveBufferSize(4_096));
  }

  private static List<String> texts(List<WireFrame> frames) {
    return frames.stream()
        .flatMap(frame -> frame.events().stream())
        .map(event -> event.getShouted().getText())
        .toList();
  }
}
