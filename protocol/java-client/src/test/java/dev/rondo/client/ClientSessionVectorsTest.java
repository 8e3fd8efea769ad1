package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.protocol.vectors.Command;
import dev.rondo.protocol.vectors.Draw;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.Reply;
import dev.rondo.protocol.vectors.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of what a server sends, as a stay goes through them and tells of them. */
class ClientSessionVectorsTest extends RoomAdapter<Event> {
  /** Replies to later commands than these are to commands that the test does not give. */
  private static final int MOST_COMMANDS = 32;

  private final ClientSession<State, Event> session =
      new ClientSession<>(Vectors.CONTRACT, () -> 0, this);
  private final List<Told> told = new ArrayList<>();

  /** What was told, to whoever looked at the state then. */
  private record Told(Object what, State state) {}

  private record Happened(int tick, Event event, @Nullable ByteString attachment) {}

  private record Answered(int command, String answer) {}

  @ParameterizedTest
  @MethodSource("serverFrames")
  void tellsWhatEachFrameSays(JsonObject vector) {
    List<JsonObject> steps = new ArrayList<>();
    vector.getAsJsonArray("steps").forEach(step -> steps.add(step.getAsJsonObject()));
    steps
        .get(0)
        .remove("replies"); // no command leaves before the first frame, so these are to nothing
    giveTheCommandsThatAreAnswered(steps);
    for (JsonObject step : steps) {
      if (says(step, "welcome")) {
        session.disconnected(1006, "");
        session.connected(new RecordedOutlet(() -> 0));
      }

      session.receive(Vectors.frame(step));

      if (says(step, "goodbye")) {
        assertThat(session.status()).isEqualTo(RoomStatus.CLOSED);
      } else {
        assertThat(session.status()).isNotEqualTo(RoomStatus.CLOSED);
        assertThat(session.tick()).isEqualTo(step.get("tick").getAsNumber().intValue());
      }
      assertThat(session.ackedInput()).isEqualTo(step.get("acked").getAsNumber().intValue());
      assertThat(session.state()).isEqualTo(Vectors.state(step, "state"));
      assertThat(told).isEqualTo(expected(step));
      told.clear();
    }
  }

  static List<Named<JsonObject>> serverFrames() {
    return Vectors.read("server-frames.json");
  }

  @Override
  public void onEvent(Event event, int tick, @Nullable ByteString attachment) {
    told.add(new Told(new Happened(tick, event, attachment), session.state()));
  }

  private static boolean says(JsonObject step, String control) {
    return step.has("control") && step.getAsJsonObject("control").has(control);
  }

  private void giveTheCommandsThatAreAnswered(List<JsonObject> steps) {
    Map<Integer, JsonObject> replies = new TreeMap<>();
    for (JsonObject step : steps) {
      for (JsonElement reply : list(step, "replies")) {
        replies.put(
            reply.getAsJsonObject().get("command").getAsNumber().intValue(),
            reply.getAsJsonObject());
      }
    }
    for (int sequence = 1; sequence <= MOST_COMMANDS; sequence++) {
      JsonObject reply = replies.get(sequence);
      if (reply == null) {
        session.send(Command.newBuilder().setDraw(Draw.getDefaultInstance()).build());
      } else {
        ask(sequence, reply);
      }
    }
  }

  private void ask(int sequence, JsonObject reply) {
    String kind =
        reply.has("reply") ? reply.getAsJsonObject("reply").keySet().iterator().next() : "pick";
    FieldDescriptor command = Command.getDescriptor().findFieldByName(kind);
    FieldDescriptor answer = Reply.getDescriptor().findFieldByName(kind);
    Class<?> type = Reply.getDefaultInstance().getField(answer).getClass();
    Command.Builder asking = Command.newBuilder();
    asking.setField(command, asking.newBuilderForField(command).build());
    session.request(asking.build(), type, 1_000).whenComplete((given, failure) -> {
      String text = failure instanceof RequestFailedException refused
          ? refused.code() + ": " + refused.getMessage()
          : String.valueOf(given);
      told.add(new Told(new Answered(sequence, text), session.state()));
    });
  }

  private static List<Told> expected(JsonObject step) {
    State state = Vectors.state(step, step.has("stateAtEvents") ? "stateAtEvents" : "state");
    List<Object> happened = new ArrayList<>();
    for (JsonElement event : list(step, "events")) {
      happened.add(happened(event.getAsJsonObject()));
    }
    for (JsonElement reply : list(step, "replies")) {
      int command = reply.getAsJsonObject().get("command").getAsNumber().intValue();
      if (command > 0 && command <= MOST_COMMANDS) {
        happened.add(new Answered(command, answer(reply.getAsJsonObject())));
      }
    }
    for (JsonElement attachment : list(step, "attachments")) {
      happened.add(happened(attachment.getAsJsonObject()));
    }
    return happened.stream()
        .filter(what ->
            !(what instanceof Happened event && event.event().getAllFields().isEmpty()))
        .map(what -> new Told(what, state))
        .toList();
  }

  private static Happened happened(JsonObject event) {
    return new Happened(
        event.get("tick").getAsNumber().intValue(),
        Vectors.merged(event.get("event"), Event.newBuilder()).build(),
        event.has("data") ? ByteString.fromHex(event.get("data").getAsString()) : null);
  }

  private static String answer(JsonObject reply) {
    if (reply.has("failure")) {
      JsonObject failure = reply.getAsJsonObject("failure");
      return failure.get("code").getAsString() + ": " + failure.get("message").getAsString();
    }
    Reply message = Vectors.merged(reply.get("reply"), Reply.newBuilder()).build();
    return String.valueOf(message.getAllFields().values().iterator().next());
  }

  private static JsonArray list(JsonObject step, String key) {
    return step.has(key) ? step.getAsJsonArray(key) : new JsonArray();
  }
}
