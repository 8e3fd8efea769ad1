package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Quit;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients at once over real sockets that join, drop, come back (two connections at a time, too),
 * leave and are kicked, until they are done or the server stops in the middle of it.
 */
class LifeRacesIT {
  private static final int CLIENTS = 6;
  private static final int ROUNDS = 25;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neverLosesOrDoublesAPlayer(boolean stopsInTheMiddle) {
    DuelServer server = DuelServer.start(
        limits -> limits.connectionsPerAddress(200), room -> room.maxPlayers(4).graceSeconds(1));
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    try (server) {
      for (int i = 0; i < CLIENTS; i++) {
        String name = "c" + i;
        clients.add(CompletableFuture.runAsync(
            () -> play(server, name, stopsInTheMiddle), task -> new Thread(task).start()));
      }
      if (stopsInTheMiddle) {
        Await.until("there is much to stop", () -> server.log().count("onJoin") > 2 * CLIENTS);
      } else {
        clients.forEach(CompletableFuture::join);
        server.awaitEmpty();
      }
    }

    assertThat(clients).allSatisfy(client -> assertThat(client).succeedsWithin(Await.BOUND));
    assertThat(wrongs(server.log())).isEmpty();
    assertThat(server.log().count("onJoin")).isGreaterThan(CLIENTS);
  }

  /** One client's lives. Once the server stops, all that it hears is that nobody is there. */
  private static void play(DuelServer server, String name, boolean serverStops) {
    Random random = ThreadLocalRandom.current();
    for (int round = 0; round < ROUNDS; round++) {
      try {
        live(server, name + "-" + round, random);
      } catch (UncheckedIOException e) {
        if (!serverStops) {
          throw e;
        }
        return;
      }
    }
  }

  private static void live(DuelServer server, String name, Random random) {
    HttpAnswer joined =
        server.door().ask(server.door().joinRequest("{\"name\": \"" + name + "\"}"));
    if (joined.status() != 200) {
      return;
    }
    Optional<RawClient> line = claim(server, joined.seat());
    for (int i = 0; i < 3 && line.isPresent(); i++) {
      line = goOn(server, line.get(), random);
    }
    line.ifPresent(RawClient::close);
  }

  /** Does one thing, and returns the connection that is there after it. */
  private static Optional<RawClient> goOn(DuelServer server, RawClient client, Random random) {
    Optional<Welcome> welcome = welcome(client);
    if (welcome.isEmpty()) {
      client.close();
      return Optional.empty();
    }
    switch (random.nextInt(6)) {
      case 0 -> client.send(ClientFrames.leave());
      case 1 ->
        client.send(ClientFrames.command(
            Command.newBuilder().setQuit(Quit.getDefaultInstance()).build()));
      case 2, 3 -> {
        client.hangUp();
        return resume(server, welcome.get());
      }
      default -> { // the old connection stays, half open
        Optional<RawClient> one = resume(server, welcome.get());
        Optional<RawClient> two = resume(server, welcome.get());
        client.close();
        one.ifPresent(RawClient::close);
        return two;
      }
    }
    client.close();
    return Optional.empty();
  }

  private static Optional<RawClient> resume(DuelServer server, Welcome welcome) {
    HttpAnswer answer = server.door().resume(welcome.getResumeToken(), 0);
    return answer.status() == 200 ? claim(server, answer.seat()) : Optional.empty();
  }

  private static Optional<RawClient> claim(DuelServer server, Seat seat) {
    RawClient client = server.door().connect().send(server.door().upgradeRequest(seat));
    if (client.answer().status() == 101) {
      return Optional.of(client);
    }
    client.close();
    return Optional.empty();
  }

  private static Optional<Welcome> welcome(RawClient client) {
    WireFrame first = client.frame();
    return first.opcode() == WireFrame.BINARY && first.frame().getControl().hasWelcome()
        ? Optional.of(first.frame().getControl().getWelcome())
        : Optional.empty();
  }

  /** Goes through what the game was told, player by player. */
  private static List<String> wrongs(DuelLog log) {
    Map<String, String> last = new HashMap<>();
    List<String> wrongs = new ArrayList<>();
    log.calls().filter(call -> !call.player().isEmpty()).forEach(call -> {
      String before = last.getOrDefault(call.player(), "nothing");
      if (!mayFollow(before, call.hook())) {
        wrongs.add(call.player() + ": " + call.hook() + " after " + before);
      }
      last.put(call.player(), call.hook());
    });
    last.forEach((player, hook) -> {
      if (!hook.equals("onLeave")) {
        wrongs.add(player + " ended with " + hook);
      }
    });
    return wrongs;
  }

  private static boolean mayFollow(String before, String hook) {
    return switch (hook) {
      case "onJoin" -> before.equals("nothing");
      case "onDrop" -> before.equals("onJoin") || before.equals("onResume");
      case "onResume" -> before.equals("onDrop");
      case "onLeave" -> !before.equals("nothing") && !before.equals("onLeave");
      default -> false;
    };
  }
}
