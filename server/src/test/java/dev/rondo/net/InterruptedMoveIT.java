package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.RawClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to a channel between two loops. The room's loop is held by a hook meanwhile, so that the
 * channel cannot arrive before the test says so.
 */
class InterruptedMoveIT {
  private static final int MOVES = 20;

  @ParameterizedTest
  @EnumSource
  void forgetsAPlayerWhoClosesOnTheWay(Line line) {
    forgetsAPlayerWho(line, RawClient::close);
  }

  @ParameterizedTest
  @EnumSource
  void forgetsAPlayerWhoResetsOnTheWay(Line line) {
    forgetsAPlayerWho(line, RawClient::reset);
  }

  private static void forgetsAPlayerWho(Line line, Consumer<RawClient> goes) {
    try (DuelServer server = line.start();
        RawClient witness = server.door().play("Witness")) {
      List<Seat> seats = server.door().seats("Ada", MOVES);
      CountDownLatch held = hold(server, witness);
      List<RawClient> moving = upgradeAll(server, seats);

      moving.forEach(goes);
      held.countDown();

      server.awaitStats(1, 0, 1, 1);
      Await.until(
          "all who were let in have left",
          () -> server.log().count("onJoin") == server.log().count("onLeave") + 1);
      witness.dataFrame(frame -> frame.board().getFightersCount() == 1);
      int tick = witness.dataFrame().board().getClock().getTick();
      assertThat(witness.dataFrame().board().getClock().getTick()).isEqualTo(tick + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAFrameThatCameOnTheWayOnlyOnceThePlayerIsIn(Line line) {
    try (DuelServer server = line.start();
        RawClient witness = server.door().play("Witness")) {
      List<Seat> seats = server.door().seats("Ada", 1);
      CountDownLatch held = hold(server, witness);
      try (RawClient hasty = upgradeAll(server, seats).get(0)) {
        server.awaitStats(2, 0, 1, 2);

        hasty.send(ClientFrames.command(ClientFrames.shout("early")));
        held.countDown();

        assertThat(hasty.answer().status()).isEqualTo(101);
        assertThat(hasty.dataFrame().frame().getControl().hasWelcome()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAllWhoAreOnTheWayWhenTheServerStops(Line line) {
    try (DuelServer server = line.start();
        RawClient witness = server.door().play("Witness")) {
      List<Seat> seats = server.door().seats("Ada", MOVES);
      CountDownLatch held = hold(server, witness);
      List<RawClient> moving = upgradeAll(server, seats);

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      Await.until("the server does not listen anymore", () -> !listens(server));
      held.countDown();

      Await.until("the server has stopped", stopped::isDone);
      for (RawClient client : moving) {
        client.awaitEnd();
        client.close();
      }
      assertThat(stopped).isCompleted();
    }
  }

  /** Holds the room's loop until the latch is open. */
  private static CountDownLatch hold(DuelServer server, RawClient witness) {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    server.log().onShout(() -> {
      holding.countDown();
      Await.opened(held);
    });
    witness.send(ClientFrames.command(ClientFrames.shout("stop")));
    Await.opened(holding);
    return held;
  }

  private static List<RawClient> upgradeAll(DuelServer server, List<Seat> seats) {
    List<RawClient> clients = new ArrayList<>();
    for (Seat seat : seats) {
      clients.add(server.door().connect().send(server.door().upgradeRequest(seat)));
    }
    Await.until("all seats are claimed", () -> server.stats().seats() == 0);
    return clients;
  }

  private static boolean listens(DuelServer server) {
    try {
      server.door().connect().close();
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
