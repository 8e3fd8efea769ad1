package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.room.Match.Client;
import dev.rondo.test.BoardCopy;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.FighterEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the state of a room becomes for one client, beside what {@code SessionFramesTest} says. */
class FeedTest {
  private static final int SMALL_FRAME = 256;
  private static final int LAG_MILLIS = 200;

  @Test
  void saysReadyOnceAllWasToldHoweverSmallFramesAre() {
    try (Match match = smallFrames()) {
      crowd(match, 10);

      Client ada = match.join("Ada");
      match.ticks(12);

      List<Integer> ready = IntStream.range(0, ada.connection().count())
          .filter(index -> ada.connection().frame(index).getControl().hasReady())
          .boxed()
          .toList();
      assertThat(ready)
          .containsExactly(4); // two of a hundred bytes a frame, and her own in the first
      assertThat(ada.connection().frame(0).getControl().hasWelcome()).isTrue();
      assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(11);
    }
  }

  @Test
  void saysReadyAgainWhenTheWholeStateWasToldAgain() {
    try (Match match = smallFrames()) {
      crowd(match, 10);
      Client ada = match.join("Ada");
      match.ticks(12);
      ada.drop();
      match.tick();

      match.resume(ada, 12);
      match.tick();
      Control first = ada.connection().frame(0).getControl();
      match.ticks(6);

      assertThat(first.getWelcome().getResumed()).isTrue();
      assertThat(first.hasReady()).isFalse();
      assertThat(ada.connection().frame(4).getControl().hasReady()).isTrue();
      assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(11);
    }
  }

  @Test
  void sendsOneWhoIsBehindNothingUntilAllIsApplied() {
    try (Match match = new Match(options -> options, limits -> limits.lagMillis(LAG_MILLIS))) {
      match.start();
      Client ada = match.join("Ada");
      match.tick();
      match.room().player("Ada").fighter().x(1);

      match.ticks(20);
      int sent = ada.connection().count();
      ada.applied(sent - 1);
      match.tick();

      assertThat(sent).isEqualTo(1 + LAG_MILLIS / 50);
      assertThat(ada.connection().count()).isEqualTo(sent);

      ada.applied(sent);
      match.tick();

      assertThat(ada.connection().count()).isEqualTo(sent + 1);
      assertThat(ada.connection().lastFrame().getTick()).isEqualTo(23);
      assertThat(ada.connection().lastBoard().getClock().getTick()).isEqualTo(23);
    }
  }

  @Test
  void tellsNowAndThenWhatTheCopyShouldHold() throws Exception {
    try (Match match = new Match(options -> options.checkEvery(3), limits -> limits)) {
      match.start();
      Client ada = match.join("Ada");

      match.ticks(9);

      List<Integer> checks = IntStream.range(0, 9)
          .filter(index -> ada.connection().frame(index).getControl().hasHeld())
          .boxed()
          .toList();
      assertThat(checks).containsExactly(2, 5, 8);
      Board held = Board.parseFrom(ada.connection().lastFrame().getControl().getHeld());
      assertThat(BoardCopy.withoutSteps(held)).isEqualTo(ada.connection().lastBoard());
    }
  }

  @Test
  void startsACopyAnewThatIsNotWhatItShouldBe() {
    try (Match match = new Match(options -> options.checkEvery(1), limits -> limits)) {
      match.start();
      Client ada = match.join("Ada");
      match.ticks(3);
      Board before = ada.connection().lastBoard();

      ada.send(desync(4_711));
      match.room().stopClock();
      match.tick();

      assertThat(ada.connection().lastFrame().getResetList())
          .containsExactlyInAnyOrder(before.getFighters(0).getId(), Board.CLOCK_FIELD_NUMBER);
      assertThat(ada.connection().lastFrame().getRemovedList()).containsExactly(4_711);
      assertThat(BoardCopy.withoutSteps(ada.connection().lastChanges())).isEqualTo(before);
    }
  }

  @Test
  void doesNotListenToOneWhoWasNotAsked() {
    try (Match match = new Match(options -> options, limits -> limits)) {
      match.start();
      Client ada = match.join("Ada");
      match.ticks(3);

      ada.send(desync(100));
      match.tick();

      assertThat(ada.connection().lastFrame().getResetList()).isEmpty();
    }
  }

  private static Match smallFrames() {
    return new Match(options -> options.frameBytes(SMALL_FRAME), limits -> limits).start();
  }

  private static void crowd(Match match, int size) {
    match.tick();
    match.room().stopClock();
    List<FighterEntity> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      crowd.add(match.room().board().fighters().spawn(new FighterEntity()));
      crowd.get(i).ballast(ByteString.copyFrom(new byte[100]));
    }
    match.tick();
  }

  private static ClientFrame desync(int name) {
    Desync desync = Desync.newBuilder().setTick(3).setName(name).setField(2).build();
    return ClientFrame.newBuilder().setDesync(desync).build();
  }
}
