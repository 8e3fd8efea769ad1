package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Aim;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Shout;
import dev.rondo.testing.VirtualExecutor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a room makes of the frames that a client sends. */
class SessionInputTest {
  private Match match = new Match();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void takesOneInputATick() {
    Client ada = joined();

    ada.inputs(1, 2, 3);
    match.ticks(3);

    assertThat(match.room().moves()).containsExactly(0.01f, 0.02f, 0.03f);
  }

  @Test
  void takesAsManyInputsATickAsTheRoomAsksFor() {
    use(new Match(options -> options.inputsPerTick(2), limits -> limits));
    Client ada = joined();

    ada.inputs(1, 2, 3);
    match.ticks(3);

    assertThat(match.room().moves()).containsExactly(0.01f, 0.02f, 0.03f, 0.03f);
  }

  @Test
  void repeatsTheLastInputWhileNoneComes() {
    Client ada = joined();

    ada.inputs(1);
    match.ticks(3);

    assertThat(match.room().moves()).containsExactly(0.01f, 0.01f, 0.01f);
  }

  @Test
  void givesTheNeutralInputWhileNoneComesIfTheRoomAsksForIt() {
    use(new Match(options -> options.idlePolicy(IdlePolicy.NEUTRAL), limits -> limits));
    Client ada = joined();

    ada.inputs(1);
    match.ticks(3);

    assertThat(match.room().moves()).containsExactly(0.01f, 0f, 0f);
  }

  @Test
  void ignoresInputsThatAreNoNewerWithoutEvenReadingThem() {
    Client ada = joined();
    ada.inputs(1, 2);

    ada.send(ClientFrame.newBuilder()
        .addInputs(Input.newBuilder().setSequence(2).setPayload(ByteString.copyFromUtf8("no Move")))
        .build());
    ada.inputs(1, 2, 3);
    match.ticks(4);

    assertThat(match.room().moves()).containsExactly(0.01f, 0.02f, 0.03f, 0.03f);
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void dropsTheOldestInputsAndSaysSo() {
    use(new Match(limits -> limits.inputQueue(2)));
    Client ada = joined();

    ada.inputs(1, 2);
    ada.inputs(3, 4);
    ada.inputs(5);
    match.tick();

    assertThat(match.room().moves()).containsExactly(0.04f);
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(4);
  }

  @Test
  void refusesAFrameWithMoreInputsThanCouldWait() {
    use(new Match(limits -> limits.inputQueue(2)));
    Client ada = joined();

    ada.inputs(1, 2, 3);
    match.tick();

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText())
        .isEqualTo("More than 2 inputs came in one frame; send fewer, or raise inputQueue");
  }

  @Test
  void acknowledgesOnlyWhatChangedAndNeverAWaitingInput() {
    Client ada = joined();
    match.tick();
    assertThat(ada.connection().lastFrame().hasAckedInput()).isFalse();

    ada.inputs(5, 9);
    match.ticks(3);

    int last = ada.connection().count() - 1;
    assertThat(ada.connection().frame(last - 2).getAckedInput()).isEqualTo(5);
    assertThat(ada.connection().frame(last - 1).getAckedInput()).isEqualTo(9);
    assertThat(ada.connection().frame(last).hasAckedInput()).isFalse();
  }

  @Test
  void keepsInputsOfPlayersApart() {
    Client ada = joined();
    Client bob = match.join("Bob");
    match.tick();
    match.room().moves().clear();

    ada.inputs(1);
    bob.inputs(7);
    match.tick();

    assertThat(match.room().moves()).containsExactly(0.01f, 0.07f);
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(1);
    assertThat(bob.connection().lastFrame().getAckedInput()).isEqualTo(7);
  }

  @Test
  void takesWhatCameBeforeItsFirstTick() {
    match.start();
    Client ada = match.join("Ada");

    ada.shout("early");
    ada.inputs(1);
    match.tick();

    assertThat(match.room().allCalls())
        .containsSubsequence("onJoin Ada", "onCommand Ada early", "onInput Ada");
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(1);
  }

  @Test
  void refusesBytesThatAreNoFrame() {
    Client ada = joined();

    receive(ada, 0x0b, 0x0c);
    match.tick();

    assertRefused(
        ada,
        LeaveReason.UNREADABLE,
        "The frame cannot be read: wire type 3 (expected: 0, 1, 2 or 5)");
  }

  @Test
  void refusesAPayloadThatIsNotTheContracts() {
    Client ada = joined();

    ada.send(ClientFrame.newBuilder().addCommands(command(0x0a, 0x05, 0x0a)).build());

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.UNREADABLE);
  }

  @Test
  void refusesAPayloadThatGoesOnBehindItsEnd() {
    Client ada = joined();
    byte[] endsAGroupThatNeverBegan = {0x2c, 0x2c};

    ada.send(ClientFrame.newBuilder()
        .addInputs(Input.newBuilder()
            .setSequence(1)
            .setPayload(ByteString.copyFrom(endsAGroupThatNeverBegan)))
        .build());

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.UNREADABLE);
  }

  @Test
  void refusesAStringThatIsNotUtf8() {
    Client ada = joined();

    receive(ada, 0x1a, 0x0a, 0x08, 0x01, 0x12, 0x06, 0x0a, 0x04, 0x0a, 0x02, 0xc3, 0x28);

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.UNREADABLE);
  }

  @Test
  void refusesANumberOutOfItsBounds() {
    Client ada = joined();

    ada.send(input(1, Move.newBuilder().setDx(1.5f).build()));
    match.tick();

    assertRefused(ada, LeaveReason.RULE_BROKEN, "duel.Move.dx: 1.5 (expected: -1.0 to 1.0)");
  }

  @Test
  void refusesANumberThatIsNoneHoweverDeep() {
    Client ada = joined();

    ada.send(
        input(1, Move.newBuilder().setAim(Aim.newBuilder().setAngle(Double.NaN)).build()));
    match.tick();

    assertRefused(ada, LeaveReason.RULE_BROKEN, "duel.Aim.angle: NaN (expected: a finite number)");
  }

  @Test
  void refusesACommandInWhichNothingIsSet() {
    Client ada = joined();

    ada.send(ClientFrame.newBuilder().addCommands(command()).build());
    match.tick();

    assertRefused(ada, LeaveReason.RULE_BROKEN, "A command came with nothing set");
  }

  @Test
  void refusesOneCommandTooMany() {
    use(new Match(limits -> limits.commandQueue(2)));
    Client ada = joined();

    ada.shout("one");
    ada.shout("two");
    match.tick();
    ada.shout("three");
    ada.shout("four");
    ada.shout("five");
    match.tick();

    assertRefused(
        ada,
        LeaveReason.RULE_BROKEN,
        "More than 2 commands came within a tick; send fewer, or raise commandQueue");
    assertThat(match.room().calls())
        .contains("onCommand Ada two")
        .doesNotContain("onCommand Ada three");
  }

  @Test
  void refusesAFrameWhole() {
    Client ada = joined();
    match.room().allCalls().clear();

    ada.send(ClientFrame.newBuilder()
        .addCommands(shout("fine"))
        .addCommands(shout("x".repeat(65)))
        .build());
    match.tick();

    assertThat(match.room().calls()).containsExactly("onLeave Ada RULE_BROKEN");
  }

  @Test
  void refusesWhatTheContractDoesNotHave() {
    VirtualExecutor loop = new VirtualExecutor();
    RoomHost host = new RoomHost(
        "silent-1", new SilentRoom(), RoomOptions.defaults(), Limits.defaults(), 1, loop, () -> {});
    host.start(0);
    Client talks = Match.join(host, Empty.getDefaultInstance());
    Client steers = Match.join(host, Empty.getDefaultInstance());

    talks.shout("hi");
    steers.inputs(1);

    assertThat(talks.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(talks.connection().closeText())
        .isEqualTo("A command came, and the contract contracts.Silent has none");
    assertThat(steers.connection().closeText())
        .isEqualTo("An input came, and the contract contracts.Silent has none");
    host.stop(LeaveReason.STOPPING, "");
    loop.runDue();
  }

  @Test
  void ignoresUnknownFieldsOfANewerClient() {
    Client ada = joined();

    receive(ada, 0x08, 0x01, 0x78, 0x05, 0x12, 0x04, 0x08, 0x01, 0x78, 0x07);
    match.tick();

    assertThat(ada.connection().closes()).isEmpty();
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(1);
  }

  private void use(Match other) {
    match.close();
    match = other;
  }

  private Client joined() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();
    match.room().moves().clear();
    return ada;
  }

  private void assertRefused(Client client, LeaveReason reason, String text) {
    assertThat(client.connection().closes()).containsExactly(reason);
    assertThat(client.connection().closeText()).isEqualTo(text);
    assertThat(match.room().calls()).last().isEqualTo("onLeave Ada " + reason);
  }

  private static dev.rondo.protocol.v1.Command shout(String text) {
    return Match.command(
        Command.newBuilder().setShout(Shout.newBuilder().setText(text)).build());
  }

  private static dev.rondo.protocol.v1.Command command(int... bytes) {
    ByteString.Output payload = ByteString.newOutput();
    for (int next : bytes) {
      payload.write(next);
    }
    return dev.rondo.protocol.v1.Command.newBuilder()
        .setPayload(payload.toByteString())
        .build();
  }

  private static ClientFrame input(int sequence, Move move) {
    return ClientFrame.newBuilder()
        .addInputs(Input.newBuilder().setSequence(sequence).setPayload(move.toByteString()))
        .build();
  }

  private static void receive(Client client, int... bytes) {
    ByteBuf frame = Unpooled.buffer();
    IntStream.of(bytes).forEach(frame::writeByte);
    client.inbound().receive(frame);
    frame.release();
  }
}
