package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFrameReaderTest {

  @Test
  void readsWhatProtobufWrote() {
    ClientFrame frame = ClientFrame.newBuilder()
        .setApplied(-1)
        .addInputs(input(1, 40, "first"))
        .addInputs(input(-2, Integer.MIN_VALUE, ""))
        .addCommands(ByteString.copyFromUtf8("command"))
        .addCommands(ByteString.EMPTY)
        .setLeave(Leave.getDefaultInstance())
        .build();

    ClientFrame read = FrameCollector.read(Unpooled.wrappedBuffer(frame.toByteArray()));

    assertThat(read).isEqualTo(frame);
  }

  @Test
  void readsNothingFromNoBytes() {
    assertThat(FrameCollector.read(Unpooled.EMPTY_BUFFER))
        .isEqualTo(ClientFrame.getDefaultInstance());
  }

  @Test
  void readsFieldsInTheOrderOfTheirBytes() {
    List<String> calls = new ArrayList<>();
    ByteBuf frame = hex("2200" + "1a0161" + "12020801" + "0809" + "1a0162");

    ClientFrameReader.read(frame, new Recorder(calls));

    assertThat(calls).containsExactly("leave", "command a", "input 1", "applied 9", "command b");
  }

  @Test
  void takesTheLastOfAScalarThatStandsTwice() {
    ClientFrame read =
        FrameCollector.read(hex("08010802" + "120a" + "08010805" + "1a0161" + "1a0162"));

    assertThat(read.getApplied()).isEqualTo(2);
    assertThat(read.getInputs(0).getSequence()).isEqualTo(5);
    assertThat(read.getInputs(0).getPayload().toStringUtf8()).isEqualTo("b");
  }

  @Test
  void readsTwoFramesWrittenOneAfterTheOtherAsOne() {
    ClientFrame one =
        ClientFrame.newBuilder().setApplied(1).addInputs(input(1, 0, "a")).build();
    ClientFrame two =
        ClientFrame.newBuilder().setApplied(2).addInputs(input(2, 0, "b")).build();

    ClientFrame read =
        FrameCollector.read(Unpooled.wrappedBuffer(one.toByteArray(), two.toByteArray()));

    assertThat(read).isEqualTo(one.toBuilder().mergeFrom(two).build());
  }

  @Test
  void skipsFieldsThatItDoesNotKnow() {
    String unknown = "28ff01" + "310102030405060708" + "3a0161" + "4501020304";

    ClientFrame read =
        FrameCollector.read(hex(unknown + "0807" + "1216" + unknown + "0801" + "2214" + unknown));

    assertThat(read.getApplied()).isEqualTo(7);
    assertThat(read.getInputs(0).getSequence()).isEqualTo(1);
    assertThat(read.hasLeave()).isTrue();
  }

  @Test
  void takesAFieldOfAnotherWireTypeForUnknown() {
    ClientFrame read = FrameCollector.read(hex("0a0161" + "1007" + "1807" + "2007"));

    assertThat(read).isEqualTo(ClientFrame.getDefaultInstance());
  }

  @Test
  void readsToTheEndAndMovesTheWindowsBack() {
    ByteBuf frame = Unpooled.buffer(64).writeBytes(new byte[3]).skipBytes(3);
    frame.writeBytes(ByteBufUtil.decodeHexDump("1205080a1a0161" + "1a0162" + "0807"));
    int end = frame.writerIndex();

    ClientFrameReader.read(frame, new Recorder(new ArrayList<>()));

    assertThat(frame.readerIndex()).isEqualTo(end);
    assertThat(frame.writerIndex()).isEqualTo(end);
  }

  @Test
  void movesTheWindowsBackAlsoWhenTheReceiverThrows() {
    ByteBuf frame = hex("1a0161" + "0807");

    assertThatThrownBy(() -> ClientFrameReader.read(frame, new Recorder(new ArrayList<>()) {
          @Override
          public void command(ByteBuf payload) {
            throw new IllegalStateException("not today");
          }
        }))
        .hasMessage("not today");
    assertThat(frame.writerIndex()).isEqualTo(5);
  }

  @Test
  void handsOverPayloadsWhateverTheReceiverDoesWithThem() {
    List<String> calls = new ArrayList<>();

    ClientFrameReader.read(hex("1a026162" + "1a026364"), new Recorder(calls) {
      @Override
      public void command(ByteBuf payload) {
        super.command(payload);
        payload.skipBytes(1);
      }
    });

    assertThat(calls).containsExactly("command ab", "command cd");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      08               | a varint is cut off
      0880             | a varint is cut off
      88               | a varint is cut off
      08ffffffffffffffffffff01 | a varint has more than 10 bytes
      28ffffffffffffffffffff01 | a varint has more than 10 bytes
      12               | a varint is cut off
      1203             | a length of 3 bytes (expected: at most the 0 that are left)
      12030801         | a length of 3 bytes (expected: at most the 2 that are left)
      1a0161 1a0261    | a length of 2 bytes (expected: at most the 1 that are left)
      1affffffff0f00   | a length of 4294967295 bytes (expected: at most the 1 that are left)
      1a808080800800   | a length of 2147483648 bytes (expected: at most the 1 that are left)
      2201             | a length of 1 bytes (expected: at most the 0 that are left)
      220108 0801      | a varint is cut off
      22020008         | field number 0
      12020880 0801    | a varint is cut off
      12021a02 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      12022a02 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      1202 2d01        | a fixed value is cut off
      29 01020304050607 | a fixed value is cut off
      2d 010203        | a fixed value is cut off
      2a02 61          | a length of 2 bytes (expected: at most the 1 that are left)
      00               | field number 0
      0200             | field number 0
      12020001         | field number 0
      0b0c             | wire type 3 (expected: 0, 1, 2 or 5)
      2c               | wire type 4 (expected: 0, 1, 2 or 5)
      0e01             | wire type 6 (expected: 0, 1, 2 or 5)
      0f01             | wire type 7 (expected: 0, 1, 2 or 5)
      12012c           | wire type 4 (expected: 0, 1, 2 or 5)
      22012c           | wire type 4 (expected: 0, 1, 2 or 5)
      """)
  void refusesWhatIsNoFrame(String bytes, String message) {
    ByteBuf frame = hex(bytes.replace(" ", ""));
    int end = frame.writerIndex();

    assertThatThrownBy(() -> FrameCollector.read(frame))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage(message)
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    assertThat(frame.writerIndex()).isEqualTo(end);
  }

  private static Input.Builder input(int sequence, int seenTick, String payload) {
    return Input.newBuilder()
        .setSequence(sequence)
        .setSeenTick(seenTick)
        .setPayload(ByteString.copyFromUtf8(payload));
  }

  private static ByteBuf hex(String bytes) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes));
  }

  /** Notes the calls in words. */
  private static class Recorder implements ClientFrameReceiver {
    private final List<String> calls;

    Recorder(List<String> calls) {
      this.calls = calls;
    }

    @Override
    public void applied(int tick) {
      calls.add("applied " + tick);
    }

    @Override
    public void input(int sequence, int seenTick, ByteBuf payload) {
      calls.add("input " + sequence);
    }

    @Override
    public void command(ByteBuf payload) {
      calls.add("command " + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void leave() {
      calls.add("leave");
    }
  }
}
