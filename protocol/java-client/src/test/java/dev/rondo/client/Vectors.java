package dev.rondo.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** Reads the golden vectors as {@code protocol/vectors/README.md} says. */
final class Vectors {
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
}
