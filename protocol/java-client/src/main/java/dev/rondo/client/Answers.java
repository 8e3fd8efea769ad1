package dev.rondo.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.Refusal;
import dev.rondo.protocol.v1.Seat;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads what a server answers over HTTP. */
final class Answers {
  private static final JsonFormat.Parser JSON = JsonFormat.parser().ignoringUnknownFields();

  private Answers() {}

  /**
   * Returns the seat that was given, and where to claim it.
   *
   * @throws RondoException the refusal; {@code bad_answer} if it is no answer of a Rondo server
   */
  static GivenSeat seat(URI asked, FullHttpResponse answer) {
    if (!answer.status().equals(HttpResponseStatus.OK)) {
      throw refusal(asked, answer, "bad_answer");
    }
    Seat.Builder seat = Seat.newBuilder();
    if (!merge(answer, seat) || !seat.hasUrl()) {
      throw notRondo(asked, answer, "bad_answer");
    }
    return new GivenSeat(ServerAddress.socket(asked, seat.getUrl()), seat.getContractList());
  }

  /**
   * Returns why a request was refused.
   *
   * @param otherwise the code when the answer is none of a Rondo server
   */
  static RondoException refusal(URI asked, FullHttpResponse answer, String otherwise) {
    Refusal.Builder refusal = Refusal.newBuilder();
    if (merge(answer, refusal) && refusal.hasCode()) {
      return new RondoException(
          refusal.getCode(), refusal.getMessage(), refusal.getRetryAfterMillis());
    }
    return switch (answer.status().code()) {
      case 502, 503, 504 ->
        Dialer.unreachable(asked, "something between answered " + answer.status());
      default -> notRondo(asked, answer, otherwise);
    };
  }

  private static boolean merge(FullHttpResponse answer, Message.Builder message) {
    try {
      JSON.merge(answer.content().toString(StandardCharsets.UTF_8), message);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static RondoException notRondo(URI asked, FullHttpResponse answer, String code) {
    return new RondoException(
        code,
        ServerAddress.place(asked) + " answered " + answer.status()
            + " with something that is not Rondo's. Check the URL given to RondoClient, and what a"
            + " proxy in between does with it.");
  }
}
