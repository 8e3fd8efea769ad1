package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.test.kinds.Point;
import dev.rondo.test.kinds.Scalars;
import dev.rondo.test.kinds.ScalarsView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputReaderTest {
  private static final int INPUTS = 20_000;

  private final InputReader reader = new InputReader();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      00           | field number 0
      0008         | field number 0
      80           | a varint is cut off
      ffffffffffffffffffffff | a varint has more than 10 bytes
      0b           | wire type 3 (expected: 0, 1, 2 or 5)
      0c           | wire type 4 (expected: 0, 1, 2 or 5)
      0f           | wire type 7 (expected: 0, 1, 2 or 5)
      0901         | a fixed value is cut off
      0d010203     | a fixed value is cut off
      0a05616263   | a length of 5 bytes (expected: at most the 3 that are left)
      0affffffff0f | a length of 4294967295 bytes (expected: at most the 0 that are left)
      """)
  void refusesWhatIsNoMessage(String hex, String fault) {
    open(hex);

    assertThatThrownBy(() -> {
          for (int tag = reader.tag(); tag != 0; tag = reader.tag()) {
            reader.skip(tag);
          }
        })
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage(fault);
  }

  @ParameterizedTest
  @CsvSource({"0102, fixed32", "01020304050607, fixed64", "05616263, bytes", "0408, message"})
  void refusesAValueThatIsCutOff(String hex, String method) {
    open(hex);
    Consumer<InputReader> read = switch (method) {
      case "fixed32" -> InputReader::fixed32;
      case "fixed64" -> InputReader::fixed64;
      case "bytes" -> in -> in.bytes("a.b");
      default -> in -> in.message(Point.getDefaultInstance());
    };

    assertThatThrownBy(() -> read.accept(reader)).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void readsNoFurtherThanWhatWasBegun() {
    open("02" + "0801" + "1002");

    int begun = reader.begin();

    assertThat(reader.tag()).isEqualTo(1 << 3);
    assertThat(reader.varint32()).isEqualTo(1);
    assertThat(reader.tag()).isZero();
    assertThat(reader.hasMore()).isFalse();
    reader.end(begun);
    assertThat(reader.tag()).isEqualTo(2 << 3);
  }

  @Test
  void refusesWhatIsTooLongBeforeItIsRead() {
    open("05" + "6162636465");

    assertThatThrownBy(() -> reader.string("a.b", 4))
        .isInstanceOf(RuleBrokenException.class)
        .hasMessage("a.b: 5 bytes (expected: 4 or fewer)");
  }

  @Test
  void mergesAMessageWithWhatCameBefore() {
    open("02" + "0807");
    Point before =
        Point.newBuilder().setX(1).setNext(Point.getDefaultInstance()).build();

    Point whole = reader.message(before);

    assertThat(whole).isEqualTo(before.toBuilder().setX(7).build());
  }

  @Test
  void allocatesNothingForNumbers() {
    InputView view = new ScalarsView();
    ByteBuf bytes = Unpooled.wrappedBuffer(numbers()); // which no leak detector counts
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    decode(view, bytes); // until all classes are there

    long before = threads.getCurrentThreadAllocatedBytes();
    decode(view, bytes);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(INPUTS);
  }

  private static byte[] numbers() {
    return Scalars.newBuilder()
        .setInt32(-7)
        .setUint32(7)
        .setSint32(-7)
        .setFixed32(7)
        .setInt64(-7)
        .setSint64(Long.MIN_VALUE)
        .setFixed64(7)
        .setFloat(0.7f)
        .setDouble(0.7)
        .setBool(true)
        .setColorValue(1)
        .build()
        .toByteArray();
  }

  private static void decode(InputView view, ByteBuf bytes) {
    for (int i = 0; i < INPUTS; i++) {
      bytes.readerIndex(0);
      view.decode(bytes);
    }
  }

  private void open(String hex) {
    reader.open(Unpooled.wrappedBuffer(ByteString.fromHex(hex).toByteArray()));
  }
}
