package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Match.Client;
import dev.rondo.test.BoardCopy;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Fighter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room that has its clients compare their copies, and one that differs. */
class DesyncTest {
  private static final int CHECK_EVERY = 3;

  private final CapturedLog log = new CapturedLog();
  private final Match match =
      new Match(options -> options.checkEvery(CHECK_EVERY), limits -> limits).start();
  private final Client ada = match.join("Ada");
  private final Client bob = match.join("Bob");

  @AfterEach
  void endTheMatch() {
    match.close();
    log.close();
  }

  @Test
  void saysEveryThirdFrameWhatACopyShouldHold() {
    match.ticks(2 * CHECK_EVERY);

    assertThat(IntStream.range(0, 2 * CHECK_EVERY).filter(this::checks)).containsExactly(2, 5);
    assertThat(held(ada.connection().lastFrame())).isEqualTo(ada.connection().lastBoard());
  }

  @Test
  void tellsEverythingAnewToWhomDiffers() {
    match.ticks(CHECK_EVERY);
    int fighter = match.room().player("Bob").fighter().id();

    differ(ada, fighter);
    match.tick();

    assertThat(ada.connection().lastFrame().getResetList())
        .containsExactlyInAnyOrderElementsOf(names());
    assertThat(ada.connection().lastFrame().getRemovedList()).isEmpty();
    assertThat(BoardCopy.withoutSteps(ada.connection().lastChanges()))
        .isEqualTo(ada.connection().lastBoard());
    assertThat(bob.connection().lastFrame().getResetList()).isEmpty();
    assertThat(bob.connection().lastChanges().getFightersList()).isEmpty();
  }

  @Test
  void removesWhatTheClientShouldNotHold() {
    match.ticks(CHECK_EVERY);

    differ(ada, 999);
    match.tick();

    assertThat(ada.connection().lastFrame().getRemovedList()).containsExactly(999);
  }

  @Test
  void goesOnAsBeforeAfterwards() {
    match.ticks(CHECK_EVERY);
    differ(ada, 999);

    match.ticks(CHECK_EVERY);

    assertThat(ada.connection().lastFrame().getResetList()).isEmpty();
    assertThat(ada.connection().lastFrame().getRemovedList()).isEmpty();
    assertThat(held(ada.connection().lastFrame())).isEqualTo(ada.connection().lastBoard());
  }

  @Test
  void notesTheFirstDifferenceOnOneLine() {
    match.ticks(CHECK_EVERY);

    differ(ada, 999);

    assertThat(log.text().lines())
        .singleElement()
        .asString()
        .contains("Room duel-1: the copy of player 100", "at tick 3", "field 2 of 999 was an evil")
        .hasSizeLessThan(500);
  }

  @Test
  void hearsOneDifferenceForEachTimeThatItAsks() {
    differ(ada, 999);
    match.ticks(CHECK_EVERY);
    differ(ada, 999);
    differ(ada, 998);
    differ(ada, 997);
    match.tick();

    assertThat(log.text().lines()).hasSize(1);
    assertThat(ada.connection().lastFrame().getRemovedList()).containsExactly(999);
  }

  @Test
  void hearsOfNoneThatItDidNotAskFor() {
    try (Match other = new Match()) {
      other.start();
      Client cyd = other.join("Cyd");
      other.tick();

      differ(cyd, 999);
      other.tick();

      assertThat(cyd.connection().lastFrame().getRemovedList()).isEmpty();
      assertThat(cyd.connection().lastFrame().getControl().hasHeld()).isFalse();
      assertThat(log.text()).isEmpty();
    }
  }

  private boolean checks(int frame) {
    return ada.connection().frame(frame).getControl().hasHeld();
  }

  private List<Integer> names() {
    return IntStream.concat(
            IntStream.of(Board.CLOCK_FIELD_NUMBER),
            ada.connection().lastBoard().getFightersList().stream().mapToInt(Fighter::getId))
        .boxed()
        .toList();
  }

  private static Board held(ServerFrame frame) {
    try {
      return BoardCopy.withoutSteps(Board.parseFrom(frame.getControl().getHeld()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("what should be held is no Board", e);
    }
  }

  private static void differ(Client client, int name) {
    client.send(ClientFrame.newBuilder()
        .setDesync(Desync.newBuilder()
            .setTick(CHECK_EVERY)
            .setName(name)
            .setField(2)
            .setHeld("an evil\nERROR line, " + "long ".repeat(200)))
        .build());
  }
}
