package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.test.duel.Odds;
import dev.rondo.test.duel.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of the connections of some players: each command, event, reply and attachment arrives
 * once and in order, and the game hears of each arrow in its order.
 */
class StayFuzzTest {
  private static final int TICKS = 400;
  private static final int ATTACHMENT_BYTES = 30_000;

  private final List<LossyClient> clients = new ArrayList<>();
  private int said;
  private int attached;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void losesNothingAndRepeatsNothing(long seed) {
    Random random = new Random(seed);
    try (Match match =
        new Match(options -> options.attachmentBytes(ATTACHMENT_BYTES), limits -> limits)) {
      match.start();
      answerBets(match.room());
      for (Match.Client client : match.join("Ada", "Bob", "Cyd")) {
        clients.add(new LossyClient(client, random));
      }
      match.tick();
      for (int i = 0; i < TICKS; i++) {
        speak(match.room(), random);
        clients.forEach(client -> live(match, client, random));
        match.tick();
      }
      comeBack(match);

      assertThat(clients).allSatisfy(client -> {
        assertThat(client.missed()).isZero();
        assertThat(client.heard()).isEqualTo(upTo(said));
        assertThat(client.received()).hasSize(attached);
        assertThat(client.answered()).doesNotHaveDuplicates();
        assertThat(client.isIdle()).isTrue();
      });
      assertCommands(match.room());
      assertArrows(match.room());
      assertThat(said).isPositive();
      assertThat(attached).isPositive();
    }
  }

  private static void answerBets(ScriptedRoom room) {
    for (String name : List.of("Ada", "Bob", "Cyd")) {
      for (int i = 1; i < TICKS; i++) {
        int gold = i;
        room.in(
            "onRequest " + name + " bet " + i,
            () -> room.lastRequest()
                .reply(
                    Reply.newBuilder().setBet(Odds.newBuilder().setGold(gold)).build()));
      }
    }
  }

  private void speak(ScriptedRoom room, Random random) {
    int next = room.tick().number() + 1;
    room.in("onTick " + next, () -> {
      if (random.nextInt(3) == 0) {
        room.shout(String.valueOf(++said));
      }
      if (random.nextInt(40) == 0) {
        attached++;
        room.attach(
            room.players(),
            ScriptedRoom.shouted("look"),
            ByteString.copyFrom(new byte[random.nextInt(ATTACHMENT_BYTES)]));
      }
    });
  }

  private static void live(Match match, LossyClient client, Random random) {
    Match.Client wire = client.wire();
    client.read(false);
    for (int i = random.nextInt(3); i > 0; i--) {
      client.act();
    }
    boolean away = !wire.connection().closes().isEmpty();
    switch (random.nextInt(30)) {
      case 0 -> wire.drop();
      case 1 -> wire.connection().congested(random.nextInt(3) == 0);
      case 2, 3, 4, 5 -> {
        if (away || random.nextInt(10) == 0) {
          resume(match, client);
        }
      }
      default -> {}
    }
  }

  private static void resume(Match match, LossyClient client) {
    assertThat(match.resume(client.wire(), client.applied())).isTrue();
    client.reconnected();
  }

  /** Everybody gets a good connection, and all that was under way. */
  private void comeBack(Match match) {
    clients.forEach(client -> resume(match, client));
    for (int i = 0; i < 150; i++) {
      match.tick();
      clients.forEach(client -> {
        client.read(true);
        client.wire().applied(client.applied());
      });
      if (i == 2) {
        clients.forEach(LossyClient::finishUpload);
      }
    }
  }

  private void assertCommands(ScriptedRoom room) {
    List<String> names = List.of("Ada", "Bob", "Cyd");
    for (int i = 0; i < names.size(); i++) {
      LossyClient client = clients.get(i);
      String name = names.get(i);
      List<Integer> commands = numbers(room, "on(Command|Request) " + name + " (c|bet )");
      assertThat(commands).as(name).isEqualTo(upTo(client.commands()));
      assertThat(client.answered()).isEqualTo(numbers(room, "onRequest " + name + " bet "));
      assertThat(numbers(room, "onAttachment " + name + " a")).isEqualTo(upTo(client.uploads()));
      assertThat(client.commands()).isPositive();
      assertThat(client.uploads()).isPositive();
    }
  }

  /** The numbers at the end of the calls that begin so. */
  private static List<Integer> numbers(ScriptedRoom room, String beginning) {
    return room.calls().stream()
        .filter(call -> call.matches(beginning + "\\d+"))
        .map(call -> Integer.valueOf(call.replaceFirst(beginning, "")))
        .toList();
  }

  private static void assertArrows(ScriptedRoom room) {
    for (String name : List.of("Ada", "Bob", "Cyd")) {
      List<String> arrows = room.calls().stream()
          .filter(call -> call.matches("on(Join|Drop|Resume|Leave) " + name + ".*"))
          .map(call -> call.split(" ", -1)[0])
          .toList();
      assertThat(String.join(" ", arrows)).matches("onJoin( onDrop onResume)+");
    }
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
