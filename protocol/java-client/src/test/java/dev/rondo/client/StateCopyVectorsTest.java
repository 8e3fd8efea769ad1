package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.vectors.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of what a server sends, applied frame by frame. */
class StateCopyVectorsTest {
  @ParameterizedTest
  @MethodSource("serverFrames")
  void holdsWhatEachFrameMakesOfIt(JsonObject vector) {
    StateCopy<State> copy = new StateCopy<>(Vectors.CONTRACT);
    int tick = 0;
    int sendEvery = 1;
    int acked = 0;
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      JsonObject step = element.getAsJsonObject();
      Frame frame = Frame.read(Vectors.frame(step));

      copy.change(frame);
      State atEvents = copy.state();
      copy.remove(frame);

      if (!frame.control().hasGoodbye()) { // which is of no tick
        if (frame.control().hasWelcome()) {
          sendEvery = Math.max(1, frame.control().getWelcome().getSendEvery());
        }
        tick = frame.tickAfter(tick, sendEvery);
      }
      acked = frame.ackedInput(acked);
      assertThat(tick).isEqualTo(step.get("tick").getAsNumber().intValue());
      assertThat(acked).isEqualTo(step.get("acked").getAsNumber().intValue());
      assertThat(copy.state()).isEqualTo(Vectors.state(step, "state"));
      assertThat(desync(copy, frame, tick)).isEqualTo(desync(step));
      if (step.has("stateAtEvents")) {
        assertThat(atEvents).isEqualTo(Vectors.state(step, "stateAtEvents"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void keepsWhatIsSaidBesidesTheState(JsonObject vector) throws InvalidProtocolBufferException {
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      JsonObject step = element.getAsJsonObject();

      Frame frame = Frame.read(Vectors.frame(step));

      Control expected = step.has("control")
          ? Vectors.merged(step.get("control"), Control.newBuilder()).build()
          : Control.getDefaultInstance();
      assertThat(DiscardUnknownFieldsParser.wrap(Control.parser())
              .parseFrom(frame.control().build().toByteString()))
          .isEqualTo(expected);
      assertThat(frame.events()).hasSameSizeAs(step.getAsJsonArray("events"));
    }
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void showsTheSameObjectsUntilTheyChange(JsonObject vector) throws IOException {
    StateCopy<State> copy = new StateCopy<>(Vectors.CONTRACT);
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      Frame frame = Frame.read(Vectors.frame(element.getAsJsonObject()));
      State before = copy.state();

      copy.change(frame);
      copy.remove(frame);

      State after = copy.state();
      assertThat(copy.state()).isSameAs(after);
      if (!showsState(frame)
          && frame.reset().isEmpty()
          && !frame.control().getWelcome().getResumed()) {
        assertThat(after.getThingsList())
            .allSatisfy(thing -> assertThat(before.getThingsList())
                .anySatisfy(same -> assertThat(same).isSameAs(thing)));
      }
    }
  }

  /** What the server is told, but for what is held, which is free. */
  private static Desync desync(StateCopy<State> copy, Frame frame, int tick) {
    Difference difference =
        frame.control().hasHeld() ? copy.compare(frame.control().getHeld()) : null;
    return difference == null
        ? Desync.getDefaultInstance()
        : difference.desync(tick).toBuilder().clearHeld().build();
  }

  private static Desync desync(JsonObject step) {
    return step.has("desync")
        ? Vectors.merged(step.get("desync"), Desync.newBuilder()).build()
        : Desync.getDefaultInstance();
  }

  private static boolean showsState(Frame frame) throws IOException {
    CodedInputStream in = frame.open();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (Frame.elementOf(tag) != 0 || Frame.movesOf(tag) != 0) {
        return true;
      }
      in.skipField(tag);
    }
    return false;
  }

  static List<Named<JsonObject>> serverFrames() {
    return Vectors.read("server-frames.json");
  }
}
