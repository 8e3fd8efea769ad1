package dev.rondo.testing;

import static dev.rondo.testing.Fairground.SECOND;
import static dev.rondo.testing.Fairground.buy;
import static dev.rondo.testing.Fairground.fair;
import static dev.rondo.testing.Fairground.say;
import static dev.rondo.testing.Fairground.show;
import static dev.rondo.testing.Fairground.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.client.RoomStatus;
import dev.rondo.testing.fair.Bought;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same seed and the same acts: the same bytes. */
class SameSeedTest {
  private static final int MINUTE = 60 * SECOND;

  @Test
  void sendsTheSameBytesTwice() {
    List<String> first = play(7);

    assertThat(first).hasSizeGreaterThan(MINUTE);
    assertThat(play(7)).isEqualTo(first);
    assertThat(play(8)).isNotEqualTo(first);
  }

  /** A wild minute: everybody does what may be done, and networks are bad and break. */
  private static List<String> play(long seed) {
    List<String> sent = new ArrayList<>();
    VirtualExecutor loop = new VirtualExecutor();
    Random acts = new Random(1);
    try (var tester = fair(() -> new FairRoom(name -> loop.later(Duration.ofMillis(70), 5)))
        .on(loop)
        .seed(seed)
        .network(NetworkProfile.train())
        .autoResume()
        .recording((name, frame) -> sent.add(name + " " + HexFormat.of().formatHex(frame)))
        .start()) {
      for (int i = 0; i < 4; i++) {
        tester.join("player " + i);
      }
      for (int i = 0; i < MINUTE; i++) {
        act(tester.clients().get(acts.nextInt(4)), acts);
        tester.ticks(1);
      }
    }
    return sent;
  }

  private static void act(TestClient<Place, Event> client, Random acts) {
    if (client.status() != RoomStatus.CONNECTED) {
      return;
    }
    client.input(step(acts.nextInt(100)));
    switch (acts.nextInt(40)) {
      case 0, 1, 2, 3 -> client.send(say("word " + acts.nextInt()));
      case 4 -> client.request(buy(acts.nextInt(200)), Bought.class);
      case 5 -> client.attach(show("a picture"), ByteString.copyFrom(new byte[3_000]));
      case 6 -> client.drop();
      case 7 -> client.stall(Duration.ofMillis(acts.nextInt(4_000)));
      default -> {}
    }
  }
}
