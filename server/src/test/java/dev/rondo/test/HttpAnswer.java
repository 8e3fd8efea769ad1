package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.Refusal;
import dev.rondo.protocol.v1.Seat;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer, as it came.
 *
 * @param status its status
 * @param headers by name in lower case, each with all its values
 * @param bytes its body
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, ByteString bytes) {

  /** The only value of a header, or nothing. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " stands " + values.size() + " times in " + this);
    }
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The body as text. */
  public String body() {
    return bytes.toStringUtf8();
  }

  /** The body as a seat; any other answer fails the test. */
  public Seat seat() {
    if (status != 200) {
      throw new AssertionError("expected a seat, got " + this);
    }
    return parse(Seat.newBuilder()).build();
  }

  /** The body as a refusal. */
  public Refusal refusal() {
    return parse(Refusal.newBuilder()).build();
  }

  /** Status and code of a refusal, as docs/WIRE.md section 6.2 has them side by side. */
  public String refused() {
    return status + " " + refusal().getCode();
  }

  @Override
  public String toString() {
    return status + " " + headers + " " + body();
  }

  private <B extends Message.Builder> B parse(B into) {
    try {
      JsonFormat.parser().merge(body(), into);
      return into;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(
          "expected a " + into.getDescriptorForType().getName() + ", got " + this, e);
    }
  }
}
