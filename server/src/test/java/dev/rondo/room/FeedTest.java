package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Control;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.FighterEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a client is told of the state, where that is not at once; {@code SessionFramesTest} says the rest. */
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
}
