package dev.rondo.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.vectors.Event;
import dev.rondo.protocol.vectors.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** Reads the golden vectors as {@code protocol/vectors/README.md} says. */
final class Vectors {
  static final Contract<State, Event> CONTRACT = Contract.of(
      dev.rondo.protocol.vectors.Vectors.getDefaultInstance(), State.class, Event.class);

  private Vectors() {}

  static List<Named<JsonObject>> read(String file) {
    try {
      String json = Files.readString(Path.of("../vectors", file));
      return StreamSupport.stream(
              JsonParser.parseString(json).getAsJsonArray().spliterator(), false)
          .map(JsonElement::getAsJsonObject)
          .map(vector -> Named.of(vector.get("name").getAsString(), vector))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ByteBuf frame(JsonObject step) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(step.get("frame").getAsString()));
  }

  static <B extends Message.Builder> B merged(JsonElement json, B builder) {
    try {
      JsonFormat.parser().merge(json.toString(), builder);
      return builder;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no protobuf JSON: " + json, e);
    }
  }

  /** A vector's state as the state message: sets in the order of their ids, singles where set. */
  static State state(JsonObject step, String key) {
    JsonObject state = step.getAsJsonObject(key);
    State.Builder message = State.newBuilder();
    for (FieldDescriptor field : State.getDescriptor().getFields()) {
      JsonObject held = state.getAsJsonObject(field.getJsonName());
      if (!field.isRepeated()) {
        if (held.size() > 0) {
          message.setField(
              field, merged(held, message.newBuilderForField(field)).build());
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
    Message.Builder message = merged(entity.getValue(), state.newBuilderForField(set));
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
