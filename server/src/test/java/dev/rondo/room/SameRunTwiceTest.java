package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed and the same input before the same ticks make the same bytes. */
class SameRunTwiceTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sendsTheSameBytes(long seed) {
    List<List<byte[]>> first = run(seed);
    List<List<byte[]>> second = run(seed);

    assertThat(first).hasSameSizeAs(second);
    for (int player = 0; player < first.size(); player++) {
      assertThat(second.get(player)).usingRecursiveComparison().isEqualTo(first.get(player));
    }
  }

  /** Players who come, steer, talk and go at random, in a room that makes use of its chance. */
  private static List<List<byte[]>> run(long seed) {
    Random random = new Random(seed);
    List<Client> clients = new ArrayList<>();
    try (Match match = new Match().start()) {
      ScriptedRoom room = match.room();
      for (int tick = 0; tick < 200; tick++) {
        room.in("onTick " + (tick + 1), room::showAtRandom);
        if (random.nextInt(8) == 0) {
          clients.add(match.join("P" + tick));
        }
        for (Client client : clients) {
          switch (random.nextInt(6)) {
            case 0 -> client.inputs(tick + 1);
            case 1 -> client.shout("s" + tick);
            case 2 -> client.connection().congested(random.nextBoolean());
            case 3 -> {
              if (random.nextInt(20) == 0) {
                client.inbound().disconnected();
              }
            }
            default -> {}
          }
        }
        match.tick();
      }
    }
    return clients.stream().map(client -> client.connection().frames()).toList();
  }
}
