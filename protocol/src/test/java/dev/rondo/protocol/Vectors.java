package dev.rondo.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.util.JsonFormat;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** The golden vectors, read as {@code protocol/vectors/README.md} says. */
final class Vectors {
  private Vectors() {}

  static List<Named<JsonObject>> clientFrames() {
    return vectors("client-frames.json");
  }

  static List<Named<JsonObject>> badFrames() {
    return vectors("bad-frames.json");
  }

  static List<Named<JsonObject>> serverFrames() {
    return vectors("server-frames.json");
  }

  static List<Named<JsonObject>> contracts() {
    return vectors("contracts.json");
  }

  private static List<Named<JsonObject>> vectors(String file) {
    try {
      String json = Files.readString(Path.of("vectors", file));
      return objects(JsonParser.parseString(json).getAsJsonArray())
          .map(vector -> Named.of(vector.get("name").getAsString(), vector))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a list; of a list that is absent, none. */
  static List<JsonObject> list(JsonObject holder, String key) {
    return holder.has(key) ? objects(holder.getAsJsonArray(key)).toList() : List.of();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
  }

  static byte[] bytes(JsonObject frame) {
    return ByteBufUtil.decodeHexDump(frame.get("frame").getAsString());
  }

  /** The hex of the annotated pieces, which must be that of the frame. */
  static String pieces(JsonObject frame) {
    StringBuilder hex = new StringBuilder();
    for (JsonElement piece : frame.getAsJsonArray("bytes")) {
      String line = piece.getAsString();
      hex.append(line, 0, line.indexOf(" |"));
    }
    return hex.toString();
  }

  /** Reads a message from protobuf JSON. */
  static <B extends Message.Builder> B merged(JsonElement json, B builder) {
    try {
      JsonFormat.parser().merge(json.toString(), builder);
      return builder;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no protobuf JSON: " + json, e);
    }
  }

  /** Parses a message, and leaves out the fields that it does not know. */
  static <T extends Message> T known(ByteString bytes, Parser<T> parser)
      throws InvalidProtocolBufferException {
    return DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
  }
}
