package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.protocol.v1.Ready;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.Marker;
import dev.rondo.protocol.vectors.Note;
import dev.rondo.protocol.vectors.State;
import dev.rondo.protocol.vectors.Weather;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFrameWriterTest {
  private final ByteBuf out = Unpooled.buffer();

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        127,
        128,
        16_383,
        16_384,
        2_097_151,
        2_097_152,
        268_435_455,
        268_435_456,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1
      })
  void writesNumbersAsProtobufDoes(int number) {
    Ids ids = ids(100, number, 7);
    Event event = event("x");

    ServerFrameWriter.writeTick(out, number);
    ServerFrameWriter.writeAckedInput(out, number);
    ServerFrameWriter.writeReset(out, ids);
    ServerFrameWriter.writeRemoved(out, ids);
    if (number != 0) {
      writeEvent(number, event);
    }

    ServerFrame.Builder expected = ServerFrame.newBuilder()
        .setTick(number)
        .setAckedInput(number)
        .addReset(100)
        .addReset(number)
        .addReset(7)
        .addRemoved(100)
        .addRemoved(number)
        .addRemoved(7);
    if (number != 0) {
      expected.addEvents(dev.rondo.protocol.v1.Event.newBuilder()
          .setTicksAgo(number)
          .setPayload(event.toByteString()));
    }
    assertThat(ByteBufUtil.getBytes(out)).isEqualTo(expected.build().toByteArray());
  }

  @Test
  void writesNothingForNoIds() {
    ServerFrameWriter.writeReset(out, new Ids());
    ServerFrameWriter.writeRemoved(out, new Ids());

    assertThat(out.isReadable()).isFalse();
  }

  @Test
  void leavesOutThatAnEventHappenedNow() {
    writeEvent(0, event("now"));

    assertThat(frame().getEvents(0).hasTicksAgo()).isFalse();
    assertThat(frame().getEvents(0).getPayload()).isEqualTo(event("now").toByteString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 120, 121, 122, 123, 124, 125, 126, 127, 128, 16_370, 16_384, 100_000})
  void writesLengthsOfEveryEvent(int length) {
    Event event = event("x".repeat(length));

    writeEvent(300, event);
    writeEvent(0, event);

    assertThat(frame().getEventsList())
        .allSatisfy(written -> assertThat(written.getPayload()).isEqualTo(event.toByteString()))
        .hasSize(2);
  }

  @Test
  void writesControl() {
    Control control = Control.newBuilder()
        .setWelcome(Welcome.newBuilder().setRoom("r-1").setPlayer(100).setTickNanos(50_000_000))
        .setReady(Ready.getDefaultInstance())
        .setGoodbye(Goodbye.newBuilder().setCode(4002).setReason("slow").setComeBack(true))
        .build();

    ServerFrameWriter.writeControl(out, control);

    assertThat(frame()).isEqualTo(ServerFrame.newBuilder().setControl(control).build());
  }

  @Test
  void makesBytesThatAreAFrameAndAStateAtOnce() throws InvalidProtocolBufferException {
    State state = State.newBuilder()
        .addMarkers(Marker.newBuilder().setId(100).setText("here"))
        .setWeather(Weather.newBuilder().setWind(1.5f))
        .build();

    ServerFrameWriter.writeTick(out, 7);
    Messages.write(out, state);
    writeEvent(0, event("boom"));
    Messages.write(out, state);
    ServerFrameWriter.writeTick(out, 8);

    byte[] bytes = ByteBufUtil.getBytes(out);
    ServerFrame frame = ServerFrame.parseFrom(bytes);
    assertThat(frame.getTick()).isEqualTo(8);
    assertThat(frame.getEventsCount()).isEqualTo(1);
    State read = State.parseFrom(bytes);
    assertThat(read.getMarkersList()).hasSize(2).containsOnly(state.getMarkers(0));
    assertThat(read.getWeather()).isEqualTo(state.getWeather());
  }

  private void writeEvent(int ticksAgo, Event event) {
    ServerFrameWriter.writeEvent(out, ticksAgo, event.toByteArray());
  }

  private ServerFrame frame() {
    try {
      return ServerFrame.parseFrom(ByteBufUtil.getBytes(out));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Ids ids(int... numbers) {
    Ids ids = new Ids();
    for (int number : numbers) {
      ids.add(number);
    }
    return ids;
  }

  private static Event event(String text) {
    return Event.newBuilder().setNote(Note.newBuilder().setText(text)).build();
  }
}
