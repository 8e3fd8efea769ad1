package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Part;
import dev.rondo.room.Match.Client;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attachments that a room sends: in parts of 8 KiB, of which 64 KiB may be on their way. */
class DownloadTest {
  private static final int ATTACHMENT_BYTES = 512_000;
  private static final int QUEUE_BYTES = 1_000_000;
  private static final int PART_BYTES = 8_192;

  private Match match = new Match(
      options -> options.attachmentBytes(ATTACHMENT_BYTES),
      limits -> limits.attachmentQueueBytes(QUEUE_BYTES));
  private Client ada = joined();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void sendsAShortOneInOnePartInItsTick() {
    in(2, () -> attach("look", bytes(100)));

    match.ticks(2);

    assertThat(ada.connection().parts()).hasSize(1);
    assertThat(ada.connection().frame(1).getControl().getPart())
        .isEqualTo(Part.newBuilder()
            .setAttachment(1)
            .setSize(100)
            .setPayload(ScriptedRoom.shouted("look").toByteString())
            .setData(bytes(100))
            .build());
    assertThat(ada.connection().events(1)).isEmpty();
  }

  @Test
  void sendsALongOneInPartsOfWhichNoTwoAreInAFrame() {
    in(2, () -> attach("look", bytes(2 * PART_BYTES + 1)));

    match.ticks(5);

    List<Part> parts = ada.connection().parts();
    assertThat(parts).extracting(part -> part.getData().size()).containsExactly(8192, 8192, 1);
    assertThat(parts).extracting(Part::getOffset).containsExactly(0, 8192, 16384);
    assertThat(parts).extracting(Part::getSize).containsExactly(2 * PART_BYTES + 1, 0, 0);
    assertThat(parts).extracting(Part::hasPayload).containsExactly(true, false, false);
    assertThat(whole()).isEqualTo(bytes(2 * PART_BYTES + 1));
  }

  @Test
  void sendsAnEmptyOne() {
    in(2, () -> attach("nothing", ByteString.EMPTY));

    match.ticks(3);

    assertThat(ada.connection().parts()).hasSize(1);
    assertThat(ada.connection().parts().get(0).hasSize()).isTrue();
    assertThat(ada.connection().parts().get(0).getData()).isEmpty();
  }

  @Test
  void stopsWhenAWindowIsOnItsWayAndGoesOnAsTheClientAppliesIt() {
    in(2, () -> attach("look", bytes(ATTACHMENT_BYTES)));

    match.ticks(20);
    assertThat(ada.connection().parts()).hasSize(8);
    ada.applied(3);
    match.ticks(5);
    assertThat(ada.connection().parts()).hasSize(10);
    ada.applied(1_000_000);
    match.ticks(5);

    assertThat(ada.connection().parts()).hasSize(10);
  }

  @Test
  void sendsTheLongestOneThereMayBe() {
    in(2, () -> attach("look", bytes(ATTACHMENT_BYTES)));

    for (int tick = 2; tick < 2 + ATTACHMENT_BYTES / PART_BYTES + 1; tick++) {
      match.tick();
      ada.applied(tick);
    }

    assertThat(whole()).isEqualTo(bytes(ATTACHMENT_BYTES));
  }

  @Test
  void sendsSeveralInTheirOrderToThoseWhoGetThem() {
    Client bob = match.join("Bob");
    match.tick();
    in(3, () -> {
      attach("one", bytes(1));
      match.room().attach(match.room().players(), ScriptedRoom.shouted("two"), bytes(2));
    });
    in(4, () -> attach("three", bytes(3)));

    match.ticks(5);

    assertThat(ada.connection().parts()).extracting(Part::getAttachment).containsExactly(1, 2, 3);
    assertThat(ada.connection().parts()).extracting(Part::getSize).containsExactly(1, 2, 3);
    assertThat(bob.connection().parts()).extracting(Part::getAttachment).containsExactly(1);
    assertThat(bob.connection().parts()).extracting(Part::getSize).containsExactly(2);
  }

  @Test
  void waitsWhileTheConnectionIsCongested() {
    in(2, () -> attach("look", bytes(100)));
    ada.connection().congested(true);
    match.ticks(3);
    assertThat(ada.connection().parts()).isEmpty();

    ada.connection().congested(false);
    match.tick();

    assertThat(ada.connection().parts()).hasSize(1);
  }

  @Test
  void beginsAnewOnTheNextConnection() {
    in(2, () -> attach("look", bytes(3 * PART_BYTES)));
    match.ticks(2);
    ada.applied(3);
    ada.drop();
    match.tick();

    match.resume(ada, 3);
    match.ticks(4);

    assertThat(ada.connection().parts())
        .extracting(Part::getOffset)
        .containsExactly(0, PART_BYTES, 2 * PART_BYTES);
    assertThat(ada.connection().parts()).extracting(Part::getAttachment).containsOnly(1);
    assertThat(whole()).isEqualTo(bytes(3 * PART_BYTES));
  }

  @Test
  void sendsAgainWhatWasSentWholeAndNotApplied() {
    in(2, () -> attach("look", bytes(100)));
    match.ticks(2);
    ada.drop();

    match.resume(ada, 1);
    match.ticks(2);

    assertThat(ada.connection().parts()).hasSize(1);
  }

  @Test
  void doesNotSendAgainWhatThePlayerHasAppliedAsTheResumeSays() {
    in(2, () -> {
      attach("one", bytes(100));
      attach("two", bytes(100));
    });
    match.ticks(3);
    ada.drop();
    match.tick();

    match.resume(ada, 2);
    match.ticks(3);

    assertThat(ada.connection().parts()).extracting(Part::getAttachment).containsExactly(2);
  }

  @Test
  void takesNothingOfTheOldConnectionForOnItsWay() {
    in(2, () -> attach("look", bytes(ATTACHMENT_BYTES)));
    match.ticks(20);
    ada.drop();

    match.resume(ada, 1);
    match.ticks(20);

    assertThat(ada.connection().parts()).hasSize(8);
  }

  @Test
  void sendsWhatWasSaidToAPlayerWhoWasAway() {
    ada.drop();
    in(2, () -> attach("look", bytes(100)));
    match.ticks(3);

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().parts()).hasSize(1);
  }

  @Test
  void saysNothingToAPlayerWhoIsGone() {
    ScriptedRoom.Duellist gone = match.room().player("Ada");
    ada.leave();
    in(3, () -> match.room().attach(List.of(gone), ScriptedRoom.shouted("look"), bytes(1)));

    match.ticks(3);

    assertThat(ada.connection().parts()).isEmpty();
    assertThat(match.host().closed()).isFalse();
  }

  @Test
  void letsAPlayerGoForWhomTooManyBytesWait() {
    in(2, () -> attach("one", bytes(ATTACHMENT_BYTES)));
    in(3, () -> attach("two", bytes(ATTACHMENT_BYTES)));
    match.tick();
    assertThat(ada.connection().closes()).isEmpty();

    match.ticks(2);

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(ada.connection().closeText())
        .isEqualTo("The connection is too slow: more than 1000000 bytes of attachments wait for it"
            + " (attachmentQueueBytes)");
    assertThat(match.room().calls()).containsExactly("onLeave Ada TOO_SLOW");
    assertThat(match.resume(ada, 1)).isFalse();
  }

  @Test
  void givesAPlayerUpForWhomTooManyBytesWaitWhileAway() {
    ada.drop();
    in(2, () -> attach("one", bytes(ATTACHMENT_BYTES)));
    in(3, () -> attach("two", bytes(ATTACHMENT_BYTES)));

    match.ticks(6);

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onLeave Ada TOO_SLOW");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void holdsNoMoreAgainstAPlayerThanWhatWaits() {
    for (int i = 0; i < 10; i++) {
      int tick = 2 + 100 * i;
      in(tick, () -> attach("look", bytes(ATTACHMENT_BYTES)));
      for (int j = 0; j < 100; j++) {
        match.tick();
        ada.applied(tick + j);
      }
    }

    assertThat(ada.connection().closes()).isEmpty();
    assertThat(ada.connection().parts()).hasSize(10 * 63);
  }

  @Test
  void refusesToSendOneThatIsTooLong() {
    match.room().goOn();
    in(2, () -> attach("look", bytes(ATTACHMENT_BYTES + 1)));

    match.tick();

    assertThat(match.room().faults()).hasSize(1);
    assertThatThrownBy(() -> {
          throw match.room().faults().get(0).cause();
        })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attachment: 512001 bytes (expected: at most attachmentBytes, 512000)");
    assertThat(ada.connection().parts()).isEmpty();
  }

  @Test
  void refusesToSendAnyWhereTheRoomHasNone() {
    use(new Match());
    match.room().goOn();
    in(2, () -> attach("look", ByteString.EMPTY));

    match.tick();

    assertThat(match.room().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.cause())
            .hasMessage("attachment: this room sends none; set RoomOptions.attachmentBytes"));
    assertThat(ada.connection().parts()).isEmpty();
  }

  private void use(Match other) {
    match.close();
    match = other;
    ada = joined();
  }

  /** Joined at tick 1, and nothing of that is noted. */
  private Client joined() {
    match.start();
    Client client = match.join("Ada");
    match.tick();
    match.room().allCalls().clear();
    return client;
  }

  private void in(int tick, Runnable script) {
    match.room().in("onTick " + tick, script);
  }

  private void attach(String text, ByteString data) {
    match.room().attach(List.of(match.room().player("Ada")), ScriptedRoom.shouted(text), data);
  }

  private ByteString whole() {
    return ada.connection().parts().stream()
        .map(Part::getData)
        .reduce(ByteString.EMPTY, ByteString::concat);
  }

  private static ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i / 251 + i);
    }
    return ByteString.copyFrom(bytes);
  }
}
