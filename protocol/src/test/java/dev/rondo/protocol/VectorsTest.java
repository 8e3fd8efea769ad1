package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.vectors.Command;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.Input;
import dev.rondo.protocol.vectors.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors, read as {@code protocol/vectors/README.md} says. */
class VectorsTest {

  @ParameterizedTest
  @MethodSource("clientFrames")
  void readsClientFrames(JsonObject vector) throws InvalidProtocolBufferException {
    ClientFrame read = FrameCollector.read(frame(vector));

    ClientFrame message =
        merged(vector.get("message"), ClientFrame.newBuilder()).build();
    assertThat(read).isEqualTo(FrameCollector.viewOf(message));
    assertThat(payloads(
            read.getInputsList().stream().map(input -> input.getPayload()), Input.parser()))
        .isEqualTo(expected(vector, "inputs", Input.getDefaultInstance()));
    assertThat(payloads(
            read.getCommandsList().stream().map(command -> command.getPayload()), Command.parser()))
        .isEqualTo(expected(vector, "commands", Command.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("badFrames")
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

  @ParameterizedTest
  @MethodSource("serverFrames")
  void parsesServerFrames(JsonObject vector) throws InvalidProtocolBufferException {
    int tick = 0;
    int acked = 0;
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      JsonObject step = element.getAsJsonObject();
      byte[] bytes = bytes(step);
      ServerFrame frame = ServerFrame.parseFrom(bytes);

      if (!frame.getControl().hasGoodbye()) { // which is of no tick
        tick = frame.hasTick() ? frame.getTick() : tick + 1;
      }
      acked = frame.hasAckedInput() ? frame.getAckedInput() : acked;

      assertThat(tick).isEqualTo(step.get("tick").getAsNumber().intValue());
      assertThat(acked).isEqualTo(step.get("acked").getAsNumber().intValue());
      assertThat(frame.hasControl()).isEqualTo(step.has("control"));
      if (step.has("control")) {
        Control control = merged(step.get("control"), Control.newBuilder()).build();
        assertThat(known(frame.getControl().toByteString(), Control.parser())).isEqualTo(control);
      }
      assertEvents(tick, frame, step.getAsJsonArray("events"));
      assertThatCode(() -> State.parseFrom(bytes)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void writesServerFramesThatSayTheSame(JsonObject vector) throws InvalidProtocolBufferException {
    for (JsonElement step : vector.getAsJsonArray("steps")) {
      ServerFrame frame = ServerFrame.parseFrom(bytes(step.getAsJsonObject()));

      ServerFrame written = ServerFrame.parseFrom(ByteBufUtil.getBytes(write(frame)));

      assertThat(written.hasTick()).isEqualTo(frame.hasTick());
      assertThat(written.getTick()).isEqualTo(frame.getTick());
      assertThat(written.hasAckedInput()).isEqualTo(frame.hasAckedInput());
      assertThat(written.getAckedInput()).isEqualTo(frame.getAckedInput());
      assertThat(written.getResetList()).isEqualTo(frame.getResetList());
      assertThat(written.getRemovedList()).isEqualTo(frame.getRemovedList());
      assertThat(written.getEventsCount()).isEqualTo(frame.getEventsCount());
      for (int i = 0; i < frame.getEventsCount(); i++) {
        assertThat(written.getEvents(i).getTicksAgo())
            .isEqualTo(frame.getEvents(i).getTicksAgo());
        assertThat(UnknownFieldSet.parseFrom(written.getEvents(i).getPayload()))
            .isEqualTo(UnknownFieldSet.parseFrom(frame.getEvents(i).getPayload()));
      }
      assertThat(written.getControl()).isEqualTo(frame.getControl());
      assertThat(written.getUnknownFields().asMap().keySet())
          .isEqualTo(frame.getUnknownFields().asMap().keySet());
    }
  }

  static List<Named<JsonObject>> clientFrames() {
    return vectors("client-frames.json");
  }

  static List<Named<JsonObject>> badFrames() {
    return vectors("bad-frames.json");
  }

  static List<Named<JsonObject>> serverFrames() {
    return vectors("server-frames.json");
  }

  private static List<Named<JsonObject>> vectors(String file) {
    try {
      JsonArray vectors =
          JsonParser.parseString(Files.readString(Path.of("vectors", file))).getAsJsonArray();
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(JsonElement::getAsJsonObject)
          .map(vector -> Named.of(vector.get("name").getAsString(), vector))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a frame again, all but what {@link ServerFrameWriter} does not write: {@code absolute}. */
  private static ByteBuf write(ServerFrame frame) throws InvalidProtocolBufferException {
    ByteBuf out = Unpooled.buffer();
    if (frame.hasTick()) {
      ServerFrameWriter.writeTick(out, frame.getTick());
    }
    if (frame.hasAckedInput()) {
      ServerFrameWriter.writeAckedInput(out, frame.getAckedInput());
    }
    ServerFrameWriter.writeReset(out, ids(frame.getResetList()));
    ServerFrameWriter.writeRemoved(out, ids(frame.getRemovedList()));
    for (dev.rondo.protocol.v1.Event event : frame.getEventsList()) {
      ServerFrameWriter.writeEvent(
          out, event.getTicksAgo(), UnknownFieldSet.parseFrom(event.getPayload()));
    }
    if (frame.hasControl()) {
      ServerFrameWriter.writeControl(out, frame.getControl());
    }
    Messages.write(out, frame.getUnknownFields());
    return out;
  }

  private static Ids ids(List<Integer> numbers) {
    Ids ids = new Ids();
    numbers.forEach(ids::add);
    return ids;
  }

  private static void assertEvents(int tick, ServerFrame frame, JsonArray expected)
      throws InvalidProtocolBufferException {
    assertThat(frame.getEventsCount()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonObject event = expected.get(i).getAsJsonObject();
      assertThat(tick - frame.getEvents(i).getTicksAgo())
          .isEqualTo(event.get("tick").getAsInt());
      assertThat(known(frame.getEvents(i).getPayload(), Event.parser()))
          .isEqualTo(merged(event.get("event"), Event.newBuilder()).build());
    }
  }

  private static void readPayloads(ClientFrame frame) {
    frame
        .getInputsList()
        .forEach(input -> Messages.read(buffer(input.getPayload()), Input.parser()));
    frame
        .getCommandsList()
        .forEach(command -> Messages.read(buffer(command.getPayload()), Command.parser()));
  }

  private static <T extends Message> List<T> payloads(
      Stream<ByteString> payloads, Parser<T> parser) {
    return payloads
        .map(payload -> Messages.read(buffer(payload), DiscardUnknownFieldsParser.wrap(parser)))
        .toList();
  }

  private static List<Message> expected(JsonObject vector, String key, Message type) {
    if (!vector.has(key)) {
      return List.of();
    }
    JsonArray messages = vector.getAsJsonArray(key);
    return IntStream.range(0, messages.size())
        .mapToObj(i -> merged(messages.get(i), type.newBuilderForType()).build())
        .toList();
  }

  private static <B extends Message.Builder> B merged(JsonElement json, B builder) {
    try {
      JsonFormat.parser().merge(json.toString(), builder);
      return builder;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no protobuf JSON: " + json, e);
    }
  }

  private static <T extends Message> T known(ByteString bytes, Parser<T> parser)
      throws InvalidProtocolBufferException {
    return DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
  }

  private static byte[] bytes(JsonObject vector) {
    return ByteBufUtil.decodeHexDump(vector.get("frame").getAsString());
  }

  private static ByteBuf frame(JsonObject vector) {
    return Unpooled.wrappedBuffer(bytes(vector));
  }

  private static ByteBuf buffer(ByteString bytes) {
    return Unpooled.wrappedBuffer(bytes.toByteArray());
  }
}
