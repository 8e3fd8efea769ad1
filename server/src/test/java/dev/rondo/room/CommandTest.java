package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.room.Match.Client;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands arrive in order and once each, and those that the room does not want not at all. */
class CommandTest {
  /** A case with the number 50, and nothing in it. */
  private static final ByteString NEWER = ByteString.copyFrom(new byte[] {(byte) 0x92, 3, 0});

  private final Match match = new Match(options -> options, limits -> limits).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void takesEachNumberOnce() {
    send(1, "one");
    send(1, "one");
    send(2, "two");
    send(1, "one");
    match.tick();
    send(2, "two");
    send(3, "three");

    match.tick();

    assertThat(commands()).containsExactly("one", "two", "three");
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void ignoresOldOnesWithoutEvenReadingThem() {
    send(1, "one");

    ada.send(ClientFrame.newBuilder()
        .addCommands(Command.newBuilder().setSequence(1).setAsks(true))
        .build());
    match.tick();

    assertThat(commands()).containsExactly("one");
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void ignoresTheNumberZero() {
    send(0, "none");

    match.tick();

    assertThat(commands()).isEmpty();
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void refusesAGap() {
    send(1, "one");
    send(3, "three");

    assertRefused("Command 3 came (expected: 2)");
  }

  @Test
  void refusesANumberFarAhead() {
    send(-1, "last");

    assertRefused("Command 4294967295 came (expected: 1)");
  }

  @Test
  void acknowledgesTheNewestOnceItChanges() {
    match.tick();
    assertThat(ada.connection().lastFrame().hasControl()).isTrue();
    assertThat(ada.connection().lastFrame().getControl().hasAckedCommand()).isFalse();

    send(1, "one");
    send(2, "two");
    match.tick();
    assertThat(ada.connection().lastFrame().getControl().getAckedCommand()).isEqualTo(2);
    match.tick();

    assertThat(ada.connection().lastFrame().getControl().hasAckedCommand()).isFalse();
  }

  @Test
  void acknowledgesAlsoWhatTheRoomIgnores() {
    room.judge("validateCommand Ada late", Verdict.ignore("too late"));

    send(1, "late");
    match.tick();

    assertThat(commands()).isEmpty();
    assertThat(ada.connection().lastFrame().getControl().getAckedCommand()).isEqualTo(1);
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void takesTheOthersBesideOneThatTheRoomIgnores() {
    room.judge("validateCommand Ada late", Verdict.ignore("too late"));

    send(1, "one");
    send(2, "late");
    send(3, "three");
    match.tick();

    assertThat(commands()).containsExactly("one", "three");
  }

  @Test
  void skipsOneThatOnlyANewerContractHas() {
    send(1, "one");
    ada.send(ClientFrame.newBuilder()
        .addCommands(Command.newBuilder().setSequence(2).setPayload(NEWER))
        .addCommands(Command.newBuilder().setSequence(3).setPayload(NEWER).setAsks(true))
        .build());
    send(4, "four");
    match.tick();

    assertThat(commands()).containsExactly("one", "four");
    assertThat(room.requests()).isEmpty();
    assertThat(ada.connection().lastReplies()).containsExactly("3: invalid");
    assertThat(ada.connection().lastFrame().getControl().getAckedCommand()).isEqualTo(4);
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void letsAPlayerGoWhoseCommandTheRoomRefuses() {
    room.judge("validateCommand Ada evil", Verdict.refuse("No honest client says so"));

    send(1, "one");
    send(2, "evil");
    send(3, "three");
    match.tick();

    assertThat(commands()).containsExactly("one");
    assertRefused("No honest client says so");
    assertThat(room.calls()).last().isEqualTo("onLeave Ada RULE_BROKEN");
  }

  @Test
  void ignoresAnInputThatTheRoomIgnoresAndAcknowledgesIt() {
    room.judge("validateInput Ada", Verdict.ignore("in a wall"));

    ada.inputs(1);
    match.tick();

    assertThat(room.moves()).isEmpty();
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(1);
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void letsAPlayerGoWhoseInputTheRoomRefuses() {
    match.tick();
    room.judge("validateInput Ada", Verdict.refuse("No hands are so fast"));
    room.moves().clear();

    ada.inputs(1);
    match.ticks(2);

    assertThat(room.moves()).isEmpty();
    assertRefused("No hands are so fast");
    assertThat(room.calls()).last().isEqualTo("onLeave Ada RULE_BROKEN");
  }

  @Test
  void takesNothingMoreFromAPlayerWhoWasPutOutInAValidation() {
    Client bob = match.join("Bob");
    match.tick();
    room.in("validateCommand Ada go", () -> room.kick("Ada"));
    room.in("validateInput Bob", () -> room.kick("Bob"));
    room.allCalls().clear();

    send(1, "go");
    bob.inputs(1);
    match.tick();

    assertThat(room.allCalls())
        .containsExactly("onTick 2", "onLeave Ada KICKED", "onLeave Bob KICKED");
  }

  @Test
  void turnsAwayWhoseJoinTheRoomRefusesOrIgnores() {
    room.judge("validateJoin Bob", Verdict.refuse("No Bobs"));
    room.judge("validateJoin Cyd", Verdict.ignore("Cyd is full"));
    Client bob = match.join("Bob");
    Client cyd = match.join("Cyd");

    match.ticks(2);

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada");
    assertThat(bob.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(bob.connection().closeText()).isEqualTo("No Bobs");
    assertThat(cyd.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(cyd.connection().closeText()).isEqualTo("Cyd is full");
    assertThat(bob.connection().count()).isZero();
    assertThat(bob.stay().timesEnded()).isEqualTo(1);
    assertThat(room.players()).hasSize(1);
  }

  private void send(int sequence, String text) {
    MessageLite command = Match.shouting(text);
    ada.send(ClientFrame.newBuilder()
        .addCommands(Match.command(command).toBuilder().setSequence(sequence))
        .build());
  }

  private List<String> commands() {
    return room.calls().stream()
        .filter(call -> call.startsWith("onCommand Ada "))
        .map(call -> call.substring("onCommand Ada ".length()))
        .toList();
  }

  private void assertRefused(String text) {
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText()).isEqualTo(text);
  }
}
