package dev.rondo.sample.dots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Empty;
import dev.rondo.client.RoomStatus;
import dev.rondo.client.Steps;
import dev.rondo.sample.dots.contract.Board;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.Move;
import dev.rondo.testing.NetworkProfile;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import dev.rondo.testing.VirtualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests that docs/testing.md shows. */
class DotsRoomTest {

  // begin testing
  private static RoomTester.Setup<DotsRoom, Board, Empty> dots() {
    return RoomTester.of(DotsRoom::new)
        .options(room -> room.tickRate(30))
        .joining(name -> Join.newBuilder().setName(name).build());
  }

  @Test
  void movesADotTenMetresInASecond() {
    try (var tester = dots().start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      tester.ticks(1);

      ada.input(Move.newBuilder().setDx(1).build());
      tester.ticks(30);

      assertThat(Steps.value(ada.state().getDots(0), "x")).isCloseTo(10, within(0.01));
    }
  }
  // end testing

  // begin testing
  @Test
  void keepsTheDotOfSomebodyWhoIsAway() {
    try (var tester = dots().start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      TestClient<Board, Empty> bob = tester.join("Bob");
      tester.ticks(1);

      ada.drop();
      tester.advance(Duration.ofSeconds(10));
      assertThat(ada.status()).isEqualTo(RoomStatus.RECONNECTING);
      assertThat(bob.state().getDotsList()).hasSize(2);

      ada.resume();
      tester.ticks(1);
      assertThat(ada.state()).isEqualTo(bob.state());
    }
  }
  // end testing

  // begin testing
  @Test
  void showsTheSameInATrain() {
    try (var tester = dots().network(NetworkProfile.train()).autoResume().start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      TestClient<Board, Empty> bob = tester.join("Bob");
      for (int tick = 0; tick < 60 * 30; tick++) {
        ada.input(Move.newBuilder().setDx(tick % 3 - 1).build());
        bob.input(Move.newBuilder().setDy(tick % 5 / 5f).build());
        tester.ticks(1);
      }
      ada.input(Move.getDefaultInstance()); // all dots come to rest
      bob.input(Move.getDefaultInstance());
      tester.advance(Duration.ofSeconds(20));

      assertThat(ada.state()).isEqualTo(bob.state());
    }
  }
  // end testing

  // begin testing
  @Test
  void letsNobodyInBeforeTheirTitleIsKnown() {
    VirtualExecutor loop = new VirtualExecutor();
    TitledRoom.Titles titles = name -> loop.later(Duration.ofMillis(80), "Countess " + name);

    try (var tester = RoomTester.of(() -> new TitledRoom(titles))
        .on(loop)
        .joining(name -> Join.newBuilder().setName(name).build())
        .start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      tester.ticks(1);
      assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTING);

      tester.advance(Duration.ofMillis(100));
      assertThat(ada.state().getDots(0).getName()).isEqualTo("Countess Ada");
    }
  }
  // end testing

  // begin testing
  @Test
  void sendsTheSameBytesTwice() {
    assertThat(bytesOfAMinute()).isEqualTo(bytesOfAMinute());
  }

  private static List<String> bytesOfAMinute() {
    List<String> sent = new ArrayList<>();
    try (var tester = dots()
        .seed(7)
        .network(NetworkProfile.mobile())
        .recording((name, frame) -> sent.add(name + Arrays.toString(frame)))
        .start()) {
      TestClient<Board, Empty> ada = tester.join("Ada");
      tester.join("Bob");
      ada.input(Move.newBuilder().setDx(0.01f).build());
      tester.advance(Duration.ofMinutes(1));
    }
    return sent;
  }
  // end testing
}
