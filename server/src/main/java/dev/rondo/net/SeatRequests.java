package dev.rondo.net;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.lobby.ClientContract;
import dev.rondo.lobby.JoinBody;
import dev.rondo.lobby.Lobby;
import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import dev.rondo.protocol.v1.Resume;
import dev.rondo.protocol.v1.Seat;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Reads requests for a seat, {@code POST /join/…} and {@code POST /resume}, and asks the lobby. */
final class SeatRequests {
  private static final AsciiString PROTOBUF = AsciiString.cached("application/protobuf");

  private SeatRequests() {}

  /**
   * Asks for a seat in a room of a type.
   *
   * @throws RefusedException if the request is not as it should be, or there is no seat
   */
  static CompletionStage<Seat> join(
      Lobby lobby,
      String roomType,
      FullHttpRequest request,
      QueryStringDecoder uri,
      InetAddress client) {
    ClientContract contract = new ClientContract(version(uri), sum(uri));
    return lobby.join(roomType, contract, joinBody(request), client);
  }

  /**
   * Asks for a seat to come back to.
   *
   * @throws RefusedException if the request is not as it should be, or there is no such player
   */
  static Seat resume(Lobby lobby, FullHttpRequest request, InetAddress client) {
    Resume.Builder resume = Resume.newBuilder();
    try {
      JsonFormat.parser().merge(json(request, "application/json"), resume);
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST,
          "The body is not {\"token\": \"…\", \"applied\": 123}: the token of the newest welcome, and the"
              + " newest tick that was applied.");
    }
    return lobby.resume(resume.getToken(), resume.getApplied(), client);
  }

  private static JoinBody joinBody(FullHttpRequest request) {
    CharSequence mimeType = HttpUtil.getMimeType(contentType(request));
    if (mimeType != null && PROTOBUF.contentEqualsIgnoreCase(mimeType)) {
      return new JoinBody.Binary(ByteString.copyFrom(request.content().nioBuffer()));
    }
    return new JoinBody.Json(json(request, "application/json or application/protobuf"));
  }

  private static String json(FullHttpRequest request, String expected) {
    CharSequence mimeType = HttpUtil.getMimeType(contentType(request));
    if (mimeType == null || !HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(mimeType)) {
      throw new RefusedException(
          RefusalReason.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type: \"" + contentType(request) + "\" (expected: " + expected + ").");
    }
    return request.content().toString(StandardCharsets.UTF_8);
  }

  private static String contentType(HttpRequest request) {
    return request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
  }

  private static OptionalInt version(QueryStringDecoder uri) {
    List<String> versions = uri.parameters().getOrDefault("version", List.of());
    if (versions.isEmpty()) {
      return OptionalInt.empty();
    }
    if (versions.size() > 1 || !versions.get(0).matches("\\d{1,9}")) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST, "version: " + versions + " (expected: one number).");
    }
    return OptionalInt.of(Integer.parseInt(versions.get(0)));
  }

  /** What the client says of the list of its contract; empty if it says nothing. */
  private static String sum(QueryStringDecoder uri) {
    List<String> sums = uri.parameters().getOrDefault("contract", List.of());
    if (sums.isEmpty()) {
      return "";
    }
    if (sums.size() > 1 || !sums.get(0).matches("[0-9a-f]{8}")) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST, "contract: " + sums + " (expected: 8 hex digits, once).");
    }
    return sums.get(0);
  }
}
