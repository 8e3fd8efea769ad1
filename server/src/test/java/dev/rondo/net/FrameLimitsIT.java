package dev.rondo.net;

import static dev.rondo.test.ClientFrames.binary;
import static dev.rondo.test.ClientFrames.command;
import static dev.rondo.test.ClientFrames.frame;
import static dev.rondo.test.ClientFrames.headerWithLength;
import static dev.rondo.test.ClientFrames.input;
import static dev.rondo.test.ClientFrames.join;
import static dev.rondo.test.ClientFrames.shout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Ending;
import dev.rondo.test.Numbering;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much a player may say: 256 bytes a message, 32 inputs and 32 commands a tick, and so many frames. */
class FrameLimitsIT {
  private static final int FIN = 0x80;
  private static final int BINARY = 0x2;

  @ParameterizedTest
  @MethodSource
  void refusesAMessageThatIsTooLongWith1009(byte[] bytes) {
    try (DuelServer server = DuelServer.start(limits -> limits.messageBytes(256));
        RawClient ada = server.door().play("Ada")) {

      ada.send(bytes);

      Ending ending = ada.ending();
      assertThat(ending.code()).isEqualTo(1009);
      assertThat(ending.goodbye().getReason()).contains("256 bytes (messageBytes)");
      server.awaitEmpty();
    }
  }

  static Stream<Arguments> refusesAMessageThatIsTooLongWith1009() {
    return Stream.of(
        argumentSet("one frame of 257", binary(new byte[257])),
        argumentSet("an announced one of 65535", headerWithLength(FIN | BINARY, 2, 65_535)),
        argumentSet("an announced one of 2^40", headerWithLength(FIN | BINARY, 8, 1L << 40)),
        argumentSet(
            "an announced one of 2^63 - 1", headerWithLength(FIN | BINARY, 8, Long.MAX_VALUE)),
        argumentSet(
            "fragments of 200 and 57",
            join(frame(BINARY, new byte[200]), frame(FIN, new byte[57]))),
        argumentSet(
            "fragments without an end",
            join(frame(BINARY, new byte[100]), frame(0, new byte[100]), frame(0, new byte[57]))),
        argumentSet("a first fragment of 257", frame(BINARY, new byte[257])));
  }

  @Test
  void takesAMessageOfExactlyTheLimit() {
    byte[] whole = Arrays.copyOf(new byte[] {0x7a, (byte) 0xfd, 1}, 256); // one unknown field
    byte[] end = Arrays.copyOfRange(whole, 100, 256);
    try (DuelServer server = DuelServer.start(limits -> limits.messageBytes(256));
        RawClient ada = server.door().play("Ada")) {

      ada.send(binary(whole))
          .send(join(frame(BINARY, Arrays.copyOf(whole, 100)), frame(FIN, end)))
          .send(command(shout("still here")));

      assertThat(ada.dataFrame(next -> !next.events().isEmpty()).events()).hasSize(1);
    }
  }

  @Test
  void putsFragmentsTogetherAroundAPing() {
    byte[] message = new Numbering().number(command(shout("in parts")).build()).toByteArray();
    byte[] end = Arrays.copyOfRange(message, 5, message.length);
    try (DuelServer server = DuelServer.start();
        RawClient ada = server.door().play("Ada")) {

      ada.send(join(
          frame(BINARY, Arrays.copyOf(message, 5)),
          frame(FIN | WireFrame.PING, new byte[] {1, 2, 3}),
          frame(0, new byte[0]),
          frame(FIN, end)));

      WireFrame pong = ada.frame(next -> next.opcode() == WireFrame.PONG);
      assertThat(pong.payload().toByteArray()).containsExactly(1, 2, 3);
      WireFrame shouted = ada.dataFrame(next -> !next.events().isEmpty());
      assertThat(shouted.events().get(0).getShouted().getText()).isEqualTo("in parts");
    }
  }

  @ParameterizedTest
  @MethodSource
  void refusesAFloodOfFramesWith1008(byte[] before, byte[] frame) {
    byte[] flood = join(Collections.nCopies(2_000, frame).toArray(byte[][]::new));
    try (DuelServer server = DuelServer.start();
        RawClient witness = server.door().play("Witness");
        RawClient ada = server.door().play("Ada")) {
      ada.dataFrame();

      ada.send(before).send(flood);

      Ending ending = ada.ending();
      assertThat(ending.code()).isEqualTo(1008);
      assertThat(ending.goodbye().getReason()).contains("More than 220 frames a second");
      assertThat(ending.frames().stream().filter(next -> next.opcode() == WireFrame.PONG))
          .hasSizeLessThan(1_000);
      server.awaitStats(1, 0, 1, 1);
      witness.dataFrame(next -> next.board().getFightersCount() == 1);
    }
  }

  static Stream<Arguments> refusesAFloodOfFramesWith1008() {
    byte[] nothing = {};
    return Stream.of(
        argumentSet("messages", nothing, binary(ClientFrame.newBuilder().setApplied(1))),
        argumentSet("empty messages", nothing, binary(nothing)),
        argumentSet("empty fragments", frame(BINARY, nothing), frame(0, nothing)),
        argumentSet("pings", nothing, frame(FIN | WireFrame.PING, new byte[20])),
        argumentSet("pongs", nothing, frame(FIN | WireFrame.PONG, nothing)));
  }

  @Test
  void dropsTheOldestOfTooManyInputsAndAcknowledgesIt() {
    try (DuelServer server = DuelServer.start(FrameLimitsIT::queuesOf32);
        RawClient ada = server.door().play("Ada")) {

      ada.send(join(binary(steps(1, 20)), binary(steps(21, 40))));

      WireFrame first = ada.dataFrame(next -> next.frame().hasAckedInput());
      assertThat(first.frame().getAckedInput()).isEqualTo(9);
      assertThat(first.board().getFighters(0).getMoves()).isEqualTo(1);
      WireFrame last = ada.dataFrame(next -> next.frame().getAckedInput() == 40);
      assertThat(last.board().getFighters(0).getMoves()).isEqualTo(32);
    }
  }

  @Test
  void takes32InputsInAFrameAndRefusesMoreWith1008() {
    try (DuelServer server = DuelServer.start(FrameLimitsIT::queuesOf32);
        RawClient ada = server.door().play("Ada")) {
      ada.send(steps(1, 32)).dataFrame(next -> next.frame().getAckedInput() == 32);

      ada.send(steps(33, 65));

      Ending ending = ada.ending();
      assertThat(ending.code()).isEqualTo(1008);
      assertThat(ending.goodbye().getReason()).contains("32 inputs").contains("inputQueue");
    }
  }

  @Test
  void takes32CommandsATick() {
    try (DuelServer server = DuelServer.start(FrameLimitsIT::queuesOf32);
        RawClient ada = server.door().play("Ada")) {

      ada.send(shouts(32));

      assertThat(ada.dataFrame(next -> !next.events().isEmpty()).events()).hasSize(32);
    }
  }

  @Test
  void refusesMoreCommandsATickWith1008AndTakesNone() {
    try (DuelServer server = DuelServer.start(FrameLimitsIT::queuesOf32);
        RawClient witness = server.door().play("Witness");
        RawClient ada = server.door().play("Ada")) {
      witness.dataFrame(next -> next.board().getFightersCount() == 2);

      ada.send(shouts(33));

      assertThat(ada.ending().code()).isEqualTo(1008);
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.RULE_BROKEN);
      assertThat(witness.dataFrame(next -> next.board().getFightersCount() == 1).events())
          .isEmpty();
    }
  }

  private static Limits.Builder queuesOf32(Limits.Builder limits) {
    return limits.inputQueue(32).commandQueue(32);
  }

  private static ClientFrame.Builder steps(int first, int last) {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    for (int sequence = first; sequence <= last; sequence++) {
      frame.mergeFrom(input(sequence, ClientFrames.step()).build());
    }
    return frame;
  }

  private static ClientFrame.Builder shouts(int count) {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    for (int i = 0; i < count; i++) {
      frame.mergeFrom(command(shout("number " + i)).build());
    }
    return frame;
  }
}
