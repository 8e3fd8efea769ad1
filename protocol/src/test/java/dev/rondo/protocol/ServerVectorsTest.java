package dev.rondo.protocol;

import static dev.rondo.protocol.Vectors.bytes;
import static dev.rondo.protocol.Vectors.known;
import static dev.rondo.protocol.Vectors.list;
import static dev.rondo.protocol.Vectors.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Failure;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.Reply;
import dev.rondo.protocol.vectors.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden vectors of what the server sends: all but the state, which the tests of the clients check,
 * since nothing here applies a frame.
 */
class ServerVectorsTest {

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#serverFrames")
  void areAnnotatedPieceByPiece(JsonObject vector) {
    assertThat(list(vector, "steps"))
        .isNotEmpty()
        .allSatisfy(
            step -> assertThat(Vectors.pieces(step)).isEqualTo(step.get("frame").getAsString()));
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#serverFrames")
  void beginConnectionsAsSpecified(JsonObject vector) throws InvalidProtocolBufferException {
    List<JsonObject> steps = list(vector, "steps");
    for (int i = 0; i < steps.size(); i++) {
      ServerFrame frame = ServerFrame.parseFrom(bytes(steps.get(i)));
      Control control = frame.getControl();

      assertThat(control.getWelcome().getResumed()).isEqualTo(control.hasWelcome() && i > 0);
      if (i == 0 || control.hasWelcome()) {
        assertThat(control.hasWelcome()).isTrue();
        assertThat(frame.hasTick()).isTrue();
      }
      if (control.getWelcome().getResumed()) {
        assertThat(frame.hasAckedInput()).isTrue();
        assertThat(control.hasAckedCommand()).isTrue();
        assertThat(control.hasAckedPart()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#serverFrames")
  void parsesServerFrames(JsonObject vector) throws InvalidProtocolBufferException {
    FrameFollower follower = new FrameFollower();
    for (JsonObject step : list(vector, "steps")) {
      byte[] bytes = bytes(step);
      ServerFrame frame = ServerFrame.parseFrom(bytes);
      FrameFollower.Attachment attachment = follower.take(frame);

      assertThat(follower.tick()).isEqualTo(number(step, "tick"));
      assertThat(follower.acked()).isEqualTo(number(step, "acked"));
      assertThat(follower.ackedCommand()).isEqualTo(number(step, "ackedCommand"));
      assertThat(known(follower.ackedPart().toByteString(), AckedPart.parser()))
          .isEqualTo(message(step, "ackedPart", AckedPart.newBuilder()));
      assertControl(frame, step);
      assertEvents(follower.tick(), frame, list(step, "events"));
      assertReplies(frame.getControl().getRepliesList(), list(step, "replies"));
      assertAttachments(follower.tick(), attachment, list(step, "attachments"));
      assertThatCode(() -> State.parseFrom(bytes)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#serverFrames")
  void writesServerFramesThatSayTheSame(JsonObject vector) throws InvalidProtocolBufferException {
    for (JsonObject step : list(vector, "steps")) {
      ServerFrame frame = ServerFrame.parseFrom(bytes(step));

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

  /** Writes a frame again, but for {@code absolute}, which {@link ServerFrameWriter} does not write. */
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
          out,
          event.getTicksAgo(),
          UnknownFieldSet.parseFrom(event.getPayload()).toByteArray());
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

  private static void assertControl(ServerFrame frame, JsonObject step)
      throws InvalidProtocolBufferException {
    assertThat(frame.hasControl()).isEqualTo(step.has("control"));
    assertThat(known(frame.getControl().toByteString(), Control.parser()))
        .isEqualTo(message(step, "control", Control.newBuilder()));
  }

  private static void assertEvents(int tick, ServerFrame frame, List<JsonObject> expected)
      throws InvalidProtocolBufferException {
    assertThat(frame.getEventsCount()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonObject event = expected.get(i);
      assertThat(tick - frame.getEvents(i).getTicksAgo()).isEqualTo(number(event, "tick"));
      assertThat(known(frame.getEvents(i).getPayload(), Event.parser()))
          .isEqualTo(message(event, "event", Event.newBuilder()));
    }
  }

  private static void assertReplies(
      List<dev.rondo.protocol.v1.Reply> replies, List<JsonObject> expected)
      throws InvalidProtocolBufferException {
    assertThat(replies).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      dev.rondo.protocol.v1.Reply reply = replies.get(i);
      JsonObject told = expected.get(i);
      assertThat(reply.getCommand()).isEqualTo(number(told, "command"));
      assertThat(reply.hasPayload()).isEqualTo(told.has("reply"));
      assertThat(reply.hasFailure()).isEqualTo(told.has("failure"));
      assertThat(known(reply.getPayload(), Reply.parser()))
          .isEqualTo(message(told, "reply", Reply.newBuilder()));
      assertThat(known(reply.getFailure().toByteString(), Failure.parser()))
          .isEqualTo(message(told, "failure", Failure.newBuilder()));
    }
  }

  private static void assertAttachments(
      int tick, FrameFollower.@Nullable Attachment attachment, List<JsonObject> expected)
      throws InvalidProtocolBufferException {
    assertThat(expected).hasSize(attachment == null ? 0 : 1);
    if (attachment != null) {
      JsonObject told = expected.get(0);
      assertThat(tick).isEqualTo(number(told, "tick"));
      assertThat(known(attachment.event(), Event.parser()))
          .isEqualTo(message(told, "event", Event.newBuilder()));
      assertThat(hex(attachment.data())).isEqualTo(told.get("data").getAsString());
    }
  }

  /** A number of 32 bits; one that is absent is 0. */
  private static int number(JsonObject holder, String key) {
    return holder.has(key) ? holder.get(key).getAsNumber().intValue() : 0;
  }

  /** A message from protobuf JSON; one that is absent has nothing set. */
  private static Message message(JsonObject holder, String key, Message.Builder builder) {
    return holder.has(key) ? merged(holder.get(key), builder).build() : builder.build();
  }

  private static String hex(ByteString bytes) {
    return ByteBufUtil.hexDump(bytes.toByteArray());
  }
}
