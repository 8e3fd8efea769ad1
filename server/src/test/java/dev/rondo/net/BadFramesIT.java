package dev.rondo.net;

import static dev.rondo.test.ClientFrames.binary;
import static dev.rondo.test.ClientFrames.close;
import static dev.rondo.test.ClientFrames.command;
import static dev.rondo.test.ClientFrames.frame;
import static dev.rondo.test.ClientFrames.headerWithLength;
import static dev.rondo.test.ClientFrames.input;
import static dev.rondo.test.ClientFrames.join;
import static dev.rondo.test.ClientFrames.shout;
import static dev.rondo.test.ClientFrames.unmasked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.protocol.v1.Input;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Ending;
import dev.rondo.test.RawClient;
import dev.rondo.test.duel.Aim;
import dev.rondo.test.duel.Move;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client says wrong ends its own connection, with the code that names it, and nobody else's. */
class BadFramesIT {
  private static final int FIN = 0x80;
  private static final int BINARY = 0x2;
  private static final int PING = 0x9;
  private static final byte[] NOTHING = {};

  @ParameterizedTest
  @MethodSource
  void refusesWhatIsNotWebSocketWith1002(byte[] bytes) {
    refuses(bytes, 1002);
  }

  static Stream<Arguments> refusesWhatIsNotWebSocketWith1002() {
    byte[] begun = frame(BINARY, new byte[] {8});
    Stream<Arguments> shapes = Stream.of(
        argumentSet("a frame that is not masked", unmasked(FIN | BINARY, new byte[] {8, 1})),
        argumentSet("a ping that is not masked", unmasked(FIN | PING, NOTHING)),
        argumentSet("the first reserved bit", frame(FIN | 0x40 | BINARY, NOTHING)),
        argumentSet("the second reserved bit", frame(FIN | 0x20 | BINARY, NOTHING)),
        argumentSet("the third reserved bit", frame(FIN | 0x10 | BINARY, NOTHING)),
        argumentSet("a ping in fragments", frame(PING, NOTHING)),
        argumentSet("a close in fragments", frame(0x8, NOTHING)),
        argumentSet("a ping of 126 bytes", frame(FIN | PING, new byte[126])),
        argumentSet("a continuation of nothing", frame(FIN, NOTHING)),
        argumentSet("a message inside another", join(begun, frame(FIN | BINARY, NOTHING))),
        argumentSet("a text inside a message", join(begun, frame(FIN | 0x1, NOTHING))),
        argumentSet("a close of one byte", frame(FIN | 0x8, new byte[] {3})),
        argumentSet(
            "a close whose reason is no UTF-8",
            frame(FIN | 0x8, new byte[] {3, (byte) 0xe8, (byte) 0xc0, 0})),
        argumentSet(
            "2 bytes of length for 125",
            join(headerWithLength(FIN | BINARY, 2, 125), new byte[125])),
        argumentSet(
            "8 bytes of length for 125",
            join(headerWithLength(FIN | BINARY, 8, 125), new byte[125])),
        argumentSet(
            "8 bytes of length for 1000",
            join(headerWithLength(FIN | BINARY, 8, 1_000), new byte[1_000])),
        argumentSet("a negative length", headerWithLength(FIN | BINARY, 8, -1)));
    Stream<Arguments> opcodes = IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
        .mapToObj(opcode -> argumentSet("opcode " + opcode, frame(FIN | opcode, NOTHING)));
    Stream<Arguments> codes = IntStream.of(
            0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535)
        .mapToObj(code -> argumentSet("close code " + code, close(code)));
    return Stream.of(shapes, opcodes, codes).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource
  void refusesTextWith1003(byte[] bytes) {
    refuses(bytes, 1003);
  }

  static Stream<Arguments> refusesTextWith1003() {
    return Stream.of(
        argumentSet("a text", frame(FIN | 0x1, "hello".getBytes(StandardCharsets.UTF_8))),
        argumentSet("an empty text", frame(FIN | 0x1, NOTHING)),
        argumentSet("a text that is no UTF-8", frame(FIN | 0x1, new byte[] {(byte) 0xff})),
        argumentSet("the first part of a text", frame(0x1, new byte[] {65})));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatIsNoClientFrameWith1007(byte[] bytes) {
    refuses(bytes, 1007);
  }

  static Stream<Arguments> refusesWhatIsNoClientFrameWith1007() {
    byte[] notUtf8 = {0x0a, 3, 0x0a, 1, (byte) 0xff};
    byte[] deep = {};
    for (int i = 0; i < 1_000; i++) {
      deep = join(new byte[] {0x0b}, deep);
    }
    return Stream.of(
        argumentSet("half a varint", binary(new byte[] {8, (byte) 0x80})),
        argumentSet("a varint of 11 bytes", binary(filled(12, 0x80, 8))),
        argumentSet("a length beyond the end", binary(new byte[] {0x12, 5, 0})),
        argumentSet("a negative length", binary(join(new byte[] {0x12}, filled(10, 0xff, 0xff)))),
        argumentSet("field number 0", binary(new byte[] {0x02, 0})),
        argumentSet("a group", binary(new byte[] {0x0b, 0x0c})),
        argumentSet("the end of a group", binary(new byte[] {0x0c})),
        argumentSet("wire type 7", binary(new byte[] {0x0f})),
        argumentSet(
            "an input that is no message",
            binary(ClientFrame.newBuilder()
                .addInputs(Input.newBuilder()
                    .setSequence(1)
                    .setPayload(ByteString.copyFrom(new byte[] {13, 0}))))),
        argumentSet("a command that is no message", binary(command(new byte[] {0x0a, 9}))),
        argumentSet("a command whose string is no UTF-8", binary(command(notUtf8))),
        argumentSet("a command of groups in groups", binary(command(deep))));
  }

  @ParameterizedTest
  @MethodSource
  void refusesTheBadFramesOfTheGoldenVectorsWith1007(byte[] bytes) {
    refuses(bytes, 1007);
  }

  /** They are about another contract, whose inputs and commands are laid out as those of a duel. */
  static Stream<Arguments> refusesTheBadFramesOfTheGoldenVectorsWith1007() throws IOException {
    String vectors = Files.readString(Path.of("../protocol/vectors/bad-frames.json"));
    return StreamSupport.stream(
            JsonParser.parseString(vectors).getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(vector -> argumentSet(
            vector.get("name").getAsString(),
            binary(HexFormat.of().parseHex(vector.get("frame").getAsString()))));
  }

  @ParameterizedTest
  @MethodSource
  void refusesValuesOutOfBoundsWith1008(byte[] bytes) {
    refuses(bytes, 1008);
  }

  static Stream<Arguments> refusesValuesOutOfBoundsWith1008() {
    Stream<Arguments> moves = Stream.of(
            Move.newBuilder().setDx(Float.NaN),
            Move.newBuilder().setDx(Float.POSITIVE_INFINITY),
            Move.newBuilder().setDx(Float.NEGATIVE_INFINITY),
            Move.newBuilder().setDx(1.0001f),
            Move.newBuilder().setDy(-1.0001f),
            Move.newBuilder().addSamples(0).addSamples(Double.NaN),
            Move.newBuilder().setAim(Aim.newBuilder().setAngle(Double.NEGATIVE_INFINITY)),
            Move.newBuilder().setAim(Aim.newBuilder().setPower(11)),
            Move.newBuilder().setAim(Aim.newBuilder().setPower(-1)))
        .map(move ->
            argumentSet(move.toString().replaceAll("\\s+", " "), binary(input(1, move.build()))));
    Stream<Arguments> commands = Stream.of(
        argumentSet("a command with nothing set", binary(command(NOTHING))),
        argumentSet("a shout of 65 bytes", binary(command(shout("ü".repeat(32) + "!")))));
    return Stream.concat(moves, commands);
  }

  /** The one who misbehaves is told why and let go; the one beside plays on, and nothing is left behind. */
  private static void refuses(byte[] bytes, int code) {
    try (DuelServer server = DuelServer.start();
        RawClient witness = server.door().play("Witness");
        RawClient attacker = server.door().play("Attacker")) {
      attacker.dataFrame();

      attacker.send(bytes);

      Ending ending = attacker.ending();
      Goodbye goodbye = ending.goodbye();
      assertThat(ending.code()).as(goodbye.getReason()).isEqualTo(code);
      assertThat(goodbye.getReason()).isNotBlank();
      assertThat(goodbye.getComeBack()).isFalse();
      assertThat(ending.last().payload().size()).isLessThanOrEqualTo(125);
      int before = witness.dataFrame().board().getClock().getTick();
      int alone = witness
          .dataFrame(frame -> frame.board().getFightersCount() == 1)
          .board()
          .getClock()
          .getTick();
      assertThat(alone).isGreaterThanOrEqualTo(before);
      assertThat(witness.dataFrame().board().getClock().getTick()).isEqualTo(alone + 1);
      server.awaitStats(1, 0, 1, 1);
    }
  }

  private static byte[] filled(int length, int value, int first) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    bytes[0] = (byte) first;
    return bytes;
  }
}
