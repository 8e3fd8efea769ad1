package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.server.GameServer;
import dev.rondo.test.Await;
import dev.rondo.test.DuelServer;
import dev.rondo.test.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A server goes quickly and takes nothing with it. */
class StopIT {

  @Test
  void stopsWithPlayersAndFreesItsPortAtOnce() {
    DuelServer server = DuelServer.start();
    int port = server.door().port();
    List<RawClient> players = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      players.add(server.door().play("Ada"));
    }
    RawClient asking = server.door().connect();
    long start = System.nanoTime();

    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    GameServer next = GameServer.builder().port(port).start();
    assertThat(next.port()).isEqualTo(port);
    next.close();
    players.forEach(player -> assertThat(player.ending().code()).isEqualTo(1001));
    assertThat(asking.ended()).isTrue();
  }

  @Test
  void endsAllItsThreads() {
    Set<Thread> before = threads();
    DuelServer server = DuelServer.start();
    server.door().play("Ada").dataFrame();
    Set<Thread> own = threads();
    own.removeAll(before);

    server.close();

    assertThat(own).isNotEmpty();
    Await.until("its threads have ended", () -> own.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void mayBeClosedTwice() {
    DuelServer server = DuelServer.start();
    server.close();

    server.close();

    assertThatThrownBy(server.door()::connect).hasMessageContaining("Connection refused");
  }

  @Test
  void mayBeClosedByManyAtOnce() {
    DuelServer server = DuelServer.start();
    server.door().play("Ada").dataFrame();

    List<CompletableFuture<Void>> closings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      closings.add(CompletableFuture.runAsync(server::close));
    }

    assertThat(closings).allSatisfy(closing -> assertThat(closing).succeedsWithin(Await.BOUND));
  }

  @Test
  void countsNothingOnceItIsClosed() {
    DuelServer server = DuelServer.start();
    server.door().play("Ada").dataFrame();

    server.close();

    assertThat(server.stats()).isEqualTo(new ServerStats(0, 0, 0, 0));
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() {
    try (DuelServer server = DuelServer.start()) {
      int port = server.door().port();

      assertThatThrownBy(() -> GameServer.builder().port(port).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Cannot listen on port " + port + " of 127.0.0.1")
          .hasMessageContaining("choose another port with PORT=8081 or -Dport=8081");
    }
  }

  @Test
  void saysSoWhenTheAddressIsNotOfThisMachine() {
    assertThatThrownBy(() -> GameServer.builder().host("192.0.2.1").port(0).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("This machine has no such address")
        .hasMessageNotContaining("Another program");
  }

  @Test
  void saysWhatAHostMayBe() {
    assertThatThrownBy(() -> GameServer.builder().host("no such host").port(0).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("host: \"no such host\" (expected: an address of this machine");
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rondo-"))
        .collect(Collectors.toSet());
  }
}
