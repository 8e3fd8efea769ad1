package dev.rondo.protocol;

import static dev.rondo.protocol.Vectors.list;
import static dev.rondo.protocol.Vectors.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Part;
import dev.rondo.protocol.vectors.Command;
import dev.rondo.protocol.vectors.Input;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of what clients send, good and bad. */
class ClientVectorsTest {

  @ParameterizedTest
  @MethodSource({"dev.rondo.protocol.Vectors#clientFrames", "dev.rondo.protocol.Vectors#badFrames"})
  void areAnnotatedPieceByPiece(JsonObject vector) {
    assertThat(Vectors.pieces(vector)).isEqualTo(vector.get("frame").getAsString());
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#clientFrames")
  void readsClientFrames(JsonObject vector) {
    ClientFrame read = FrameCollector.read(frame(vector));

    ClientFrame message =
        merged(vector.get("message"), ClientFrame.newBuilder()).build();
    assertThat(read).isEqualTo(FrameCollector.viewOf(message));
    assertThat(payloads(inputs(read), Input.parser()))
        .isEqualTo(messages(list(vector, "inputs"), Input.getDefaultInstance()));
    assertThat(payloads(commands(read), Command.parser()))
        .isEqualTo(messages(list(vector, "commands"), Command.getDefaultInstance()));
    List<JsonObject> part =
        vector.has("part") ? List.of(vector.getAsJsonObject("part")) : List.of();
    assertThat(payloads(attached(read), Command.parser()))
        .isEqualTo(messages(part, Command.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#badFrames")
  void refusesBadFrames(JsonObject vector) {
    ByteBuf frame = frame(vector);

    if (vector.get("layer").getAsString().equals("frame")) {
      assertThatThrownBy(() -> FrameCollector.read(frame))
          .isInstanceOf(MalformedFrameException.class);
    } else {
      ClientFrame read = FrameCollector.read(frame);
      assertThatThrownBy(() -> readPayloads(read)).isInstanceOf(MalformedFrameException.class);
    }
  }

  private static void readPayloads(ClientFrame frame) {
    inputs(frame).forEach(payload -> Messages.read(buffer(payload), Input.parser()));
    commands(frame).forEach(payload -> Messages.read(buffer(payload), Command.parser()));
    attached(frame).forEach(payload -> Messages.read(buffer(payload), Command.parser()));
  }

  private static Stream<ByteString> inputs(ClientFrame frame) {
    return frame.getInputsList().stream().map(input -> input.getPayload());
  }

  private static Stream<ByteString> commands(ClientFrame frame) {
    return frame.getCommandsList().stream().map(command -> command.getPayload());
  }

  /** The command that an attachment belongs to, if the frame has its first part. */
  private static Stream<ByteString> attached(ClientFrame frame) {
    return Stream.of(frame.getPart()).filter(Part::hasPayload).map(Part::getPayload);
  }

  private static <T extends Message> List<T> payloads(
      Stream<ByteString> payloads, Parser<T> parser) {
    return payloads
        .map(payload -> Messages.read(buffer(payload), DiscardUnknownFieldsParser.wrap(parser)))
        .toList();
  }

  private static List<Message> messages(List<JsonObject> json, Message type) {
    return json.stream()
        .map(message -> merged(message, type.newBuilderForType()).build())
        .toList();
  }

  private static ByteBuf frame(JsonObject vector) {
    return Unpooled.wrappedBuffer(Vectors.bytes(vector));
  }

  private static ByteBuf buffer(ByteString bytes) {
    return Unpooled.wrappedBuffer(bytes.toByteArray());
  }
}
