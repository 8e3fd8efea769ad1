package dev.rondo.truth;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.truth.World;
import dev.rondo.testing.TestClient;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What one client was sent, and what it held, as protocol/vectors/README.md says. */
final class RecordedVector implements History.Recorder {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private final String client;
  /** Every how many steps the state is noted; and after the last one. */
  private final int stateEvery;

  private final List<String> frames = new ArrayList<>();
  private final List<World> states = new ArrayList<>();

  RecordedVector(String client, int stateEvery) {
    this.client = client;
    this.stateEvery = stateEvery;
  }

  @Override
  public void sent(String to, byte[] frame) {
    if (to.equals(client) && !isGoodbye(frame)) {
      frames.add(HexFormat.of().formatHex(frame));
    }
  }

  private static boolean isGoodbye(byte[] frame) {
    try {
      return ServerFrame.parseFrom(frame).getControl().hasGoodbye();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no frame", e);
    }
  }

  @Override
  public void ticked(List<TestClient<World, Empty>> clients) {
    if (states.size() < frames.size()) {
      states.add(clients.get(0).state());
    }
  }

  /** The vector in JSON, a line for each step. */
  String json(String name, String why) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      JsonObject step = new JsonObject();
      step.addProperty("frame", frames.get(i));
      if (i % stateEvery == stateEvery - 1 || i == frames.size() - 1) {
        step.add("state", json(states.get(i)));
      }
      lines.add("    " + step);
    }
    return "{\n  \"name\": \"" + name + "\",\n  \"why\": \"" + why + "\",\n  \"steps\": [\n"
        + String.join(",\n", lines) + "\n  ]\n}";
  }

  private static JsonObject json(World world) {
    JsonObject json = new JsonObject();
    for (FieldDescriptor field : World.getDescriptor().getFields()) {
      JsonObject member = new JsonObject();
      if (field.isRepeated()) {
        for (Object entity : (List<?>) world.getField(field)) {
          JsonObject fields = fields((Message) entity);
          member.add(fields.remove("id").getAsString(), fields);
        }
      } else {
        member = fields((Message) world.getField(field));
      }
      json.add(field.getJsonName(), member);
    }
    return json;
  }

  private static JsonObject fields(Message message) {
    try {
      JsonElement json = JsonParser.parseString(JSON.print(message));
      return json.getAsJsonObject();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no JSON of " + message, e);
    }
  }
}
