package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of what a server sends, applied frame by frame. */
class StateCopyVectorsTest {
  private static final Contract<State, Event> CONTRACT = Contract.of(
      dev.rondo.protocol.vectors.Vectors.getDefaultInstance(), State.class, Event.class);

  @ParameterizedTest
  @MethodSource("serverFrames")
  void holdsWhatEachFrameMakesOfIt(JsonObject vector) {
    StateCopy<State> copy = new StateCopy<>(CONTRACT);
    int tick = 0;
    int acked = 0;
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      JsonObject step = element.getAsJsonObject();
      Frame frame = Frame.read(Vectors.frame(step));

      copy.change(frame);
      copy.remove(frame);

      if (!frame.control().hasGoodbye()) { // which is of no tick
        tick = frame.tickAfter(tick);
      }
      acked = frame.ackedInput(acked);
      assertThat(tick).isEqualTo(step.get("tick").getAsNumber().intValue());
      assertThat(acked).isEqualTo(step.get("acked").getAsNumber().intValue());
      assertThat(copy.state()).isEqualTo(expected(step.getAsJsonObject("state")));
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
  void showsTheSameObjectsUntilTheyChange(JsonObject vector) {
    StateCopy<State> copy = new StateCopy<>(CONTRACT);
    for (JsonElement element : vector.getAsJsonArray("steps")) {
      Frame frame = Frame.read(Vectors.frame(element.getAsJsonObject()));
      State before = copy.state();

      copy.change(frame);
      copy.remove(frame);

      State after = copy.state();
      assertThat(copy.state()).isSameAs(after);
      if (frame.changes().isEmpty() && frame.reset().isEmpty()) {
        assertThat(after.getThingsList())
            .allSatisfy(thing -> assertThat(before.getThingsList())
                .anySatisfy(same -> assertThat(same).isSameAs(thing)));
      }
    }
  }

  static List<Named<JsonObject>> serverFrames() {
    return Vectors.read("server-frames.json");
  }

  /** A vector's state as the state message: sets in the order of their ids, singles where set. */
  private static State expected(JsonObject state) {
    State.Builder message = State.newBuilder();
    for (FieldDescriptor field : State.getDescriptor().getFields()) {
      JsonObject held = state.getAsJsonObject(field.getJsonName());
      if (!field.isRepeated()) {
        if (held.size() > 0) {
          message.setField(
              field, Vectors.merged(held, message.newBuilderForField(field)).build());
        }
        continue;
      }
      held.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(
              (one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other))))
          .forEach(entity -> message.addRepeatedField(field, entity(message, field, entity)));
    }
    return message.build();
  }

  private static Message entity(
      State.Builder state, FieldDescriptor set, Map.Entry<String, JsonElement> entity) {
    Message.Builder message = Vectors.merged(entity.getValue(), state.newBuilderForField(set));
    FieldDescriptor f64 = set.getMessageType().findFieldByName("f64");
    if (f64 != null
        && message.hasField(f64)) { // JsonFormat reads it as a decimal, which has no -0.0
      String json = entity.getValue().getAsJsonObject().get("f64").getAsString();
      message.setField(f64, Double.parseDouble(json));
    }
    FieldDescriptor id = set.getMessageType().findFieldByName("id");
    return message.setField(id, Integer.parseUnsignedInt(entity.getKey())).build();
  }
}
