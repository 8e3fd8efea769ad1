package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameReaderTest {

  @Test
  void readsWhatProtobufWrote() {
    ClientFrame frame = ClientFrame.newBuilder()
        .setApplied(-1)
        .addInputs(input(1, 40, "first"))
        .addInputs(input(-2, Integer.MIN_VALUE, ""))
        .addCommands(command(1, false, "command"))
        .addCommands(command(-2, true, ""))
        .setLeave(Leave.getDefaultInstance())
        .setPart(Part.newBuilder()
            .setAttachment(3)
            .setOffset(0)
            .setData(ByteString.copyFrom(new byte[] {0, -1, 127}))
            .setSize(-4)
            .setPayload(ByteString.copyFromUtf8("command of the part")))
        .setDesync(Desync.newBuilder().setTick(-1).setName(100).setField(0).setHeld("3 µm"))
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
    ByteBuf frame =
        hex("2200" + "2a020803" + "1a03120161" + "12020801" + "32021064" + "0809" + "1a03120162");

    ClientFrameReader.read(frame, new Recorder(calls));

    assertThat(calls)
        .containsExactly(
            "leave", "part 3", "command a", "input 1", "desync 100", "applied 9", "command b");
  }

  @ParameterizedTest
  @CsvSource({
    "1a00, false",
    "1a020801, false",
    "1a021800, false",
    "1a021801, true",
    "1a021802, true",
    "1a0418011800, false",
    "1a0418001801, true",
    "1a0b1880808080808080808000, false",
    "1a0b1881808080808080808000, true",
    "1a06188080808010, true"
  })
  void saysWhetherACommandAsks(String bytes, boolean asks) {
    assertThat(FrameCollector.read(hex(bytes)).getCommands(0).getAsks()).isEqualTo(asks);
  }

  @Test
  void handsOverEachPartByItself() {
    List<String> calls = new ArrayList<>();

    ClientFrameReader.read(hex("2a020801" + "2a00" + "2a020802"), new Recorder(calls));

    assertThat(calls).containsExactly("part 1", "part 0", "part 2");
  }

  @Test
  void handsOverPartsThatOutliveTheFrame() {
    List<Part> parts = new ArrayList<>();
    ByteBuf frame = hex("2a0a" + "1a03616263" + "2a03646566" + "0807");

    ClientFrameReader.read(frame, new Recorder(new ArrayList<>()) {
      @Override
      public void part(Part part) {
        parts.add(part);
      }
    });
    frame.setZero(0, frame.capacity());

    assertThat(parts.get(0).getData().toStringUtf8()).isEqualTo("abc");
    assertThat(parts.get(0).getPayload().toStringUtf8()).isEqualTo("def");
  }

  @ParameterizedTest
  @CsvSource({"99, 99", "100, 100", "101, 100", "1000, 100"})
  void cutsWhatADesyncHolds(int sent, int handedOver) {
    Desync desync = Desync.newBuilder().setName(107).setHeld("x".repeat(sent)).build();

    Desync read = FrameCollector.read(desyncOnly(desync)).getDesync();

    assertThat(read)
        .isEqualTo(desync.toBuilder().setHeld("x".repeat(handedOver)).build());
  }

  @Test
  void cutsNoCharacterInTwo() {
    Desync desync = Desync.newBuilder().setHeld("x".repeat(99) + "\uD83D\uDE80").build();

    Desync read = FrameCollector.read(desyncOnly(desync)).getDesync();

    assertThat(read.getHeld()).isEqualTo("x".repeat(99));
  }

  @Test
  void takesTheLastOfAScalarThatStandsTwice() {
    ClientFrame read = FrameCollector.read(hex("08010802"
        + "120a" + "08010805" + "1a0161" + "1a0162"
        + "1a0a" + "08010806" + "120161" + "120163"
        + "2a0a" + "08010807" + "1a0161" + "1a0164"));

    assertThat(read.getApplied()).isEqualTo(2);
    assertThat(read.getInputs(0).getSequence()).isEqualTo(5);
    assertThat(read.getInputs(0).getPayload().toStringUtf8()).isEqualTo("b");
    assertThat(read.getCommands(0).getSequence()).isEqualTo(6);
    assertThat(read.getCommands(0).getPayload().toStringUtf8()).isEqualTo("c");
    assertThat(read.getPart().getAttachment()).isEqualTo(7);
    assertThat(read.getPart().getData().toStringUtf8()).isEqualTo("d");
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
    String unknown = "30ff01" + "390102030405060708" + "420161" + "4d01020304";

    ClientFrame read = FrameCollector.read(hex(unknown + "0807"
        + "1216" + unknown + "0801"
        + "1a1b" + unknown + "0802" + "1801" + "120161"
        + "2214" + unknown
        + "2a16" + unknown + "0803"));

    assertThat(read.getApplied()).isEqualTo(7);
    assertThat(read.getInputs(0).getSequence()).isEqualTo(1);
    assertThat(read.getCommands(0)).isEqualTo(command(2, true, "a").build());
    assertThat(read.hasLeave()).isTrue();
    assertThat(read.getPart().getAttachment()).isEqualTo(3);
  }

  @Test
  void takesAFieldOfAnotherWireTypeForUnknown() {
    ClientFrame read = FrameCollector.read(
        hex("0a0161" + "1007" + "1807" + "2007" + "2807" + "1a08" + "0a0161" + "1007" + "1a0161"));

    assertThat(read)
        .isEqualTo(ClientFrame.newBuilder().addCommands(command(0, false, "")).build());
  }

  @Test
  void readsToTheEndAndMovesTheWindowsBack() {
    ByteBuf frame = Unpooled.buffer(64).writeBytes(new byte[3]).skipBytes(3);
    frame.writeBytes(
        ByteBufUtil.decodeHexDump("1205080a1a0161" + "1a03120162" + "2a020801" + "0807"));
    int end = frame.writerIndex();

    ClientFrameReader.read(frame, new Recorder(new ArrayList<>()));

    assertThat(frame.readerIndex()).isEqualTo(end);
    assertThat(frame.writerIndex()).isEqualTo(end);
  }

  @Test
  void movesTheWindowsBackAlsoWhenTheReceiverThrows() {
    ByteBuf frame = hex("1a03120161" + "0807");

    assertThatThrownBy(() -> ClientFrameReader.read(frame, new Recorder(new ArrayList<>()) {
          @Override
          public void command(int sequence, boolean asks, ByteBuf payload) {
            throw new IllegalStateException("not today");
          }
        }))
        .hasMessage("not today");
    assertThat(frame.writerIndex()).isEqualTo(7);
  }

  @Test
  void handsOverPayloadsWhateverTheReceiverDoesWithThem() {
    List<String> calls = new ArrayList<>();

    ClientFrameReader.read(hex("1a0412026162" + "1a0412026364"), new Recorder(calls) {
      @Override
      public void command(int sequence, boolean asks, ByteBuf payload) {
        super.command(sequence, asks, payload);
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
      30ffffffffffffffffffff01 | a varint has more than 10 bytes
      12               | a varint is cut off
      1203             | a length of 3 bytes (expected: at most the 0 that are left)
      12030801         | a length of 3 bytes (expected: at most the 2 that are left)
      1a020801 1a0261  | a length of 2 bytes (expected: at most the 1 that are left)
      1affffffff0f00   | a length of 4294967295 bytes (expected: at most the 1 that are left)
      1a808080800800   | a length of 2147483648 bytes (expected: at most the 1 that are left)
      2201             | a length of 1 bytes (expected: at most the 0 that are left)
      220108 0801      | a varint is cut off
      22020008         | field number 0
      12020880 0801    | a varint is cut off
      12021a02 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      12022a02 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      1202 2d01        | a fixed value is cut off
      1a020880 0801    | a varint is cut off
      1a020880         | a varint is cut off
      1a0118 0801      | a varint is cut off
      1a02188001       | a varint is cut off
      1a0112 0801      | a varint is cut off
      1a021202 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      1a022202 0801    | a length of 2 bytes (expected: at most the 0 that are left)
      1a02 2501        | a fixed value is cut off
      1a0c 08ffffffffffffffffffff01 | a varint has more than 10 bytes
      2a               | a varint is cut off
      2a020801 2a0208  | a length of 2 bytes (expected: at most the 1 that are left)
      29 01020304050607 | a fixed value is cut off
      2d 010203        | a fixed value is cut off
      3202 61          | a length of 2 bytes (expected: at most the 1 that are left)
      00               | field number 0
      0200             | field number 0
      12020001         | field number 0
      1a020001         | field number 0
      0b0c             | wire type 3 (expected: 0, 1, 2 or 5)
      2c               | wire type 4 (expected: 0, 1, 2 or 5)
      0e01             | wire type 6 (expected: 0, 1, 2 or 5)
      0f01             | wire type 7 (expected: 0, 1, 2 or 5)
      12012c           | wire type 4 (expected: 0, 1, 2 or 5)
      1a022324         | wire type 3 (expected: 0, 1, 2 or 5)
      1a0124           | wire type 4 (expected: 0, 1, 2 or 5)
      1a0126           | wire type 6 (expected: 0, 1, 2 or 5)
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

  @ParameterizedTest
  @ValueSource(strings = {"0880", "1a02", "1a0261", "08", "0001", "2d01", "0b", "0e", "0f", "80"})
  void refusesAPartThatIsNoMessage(String part) {
    refusesAMessageThatIsNone("2a", part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0880", "2202", "220261", "08", "0001", "2d01", "0b", "0e", "2201ff", "80"})
  void refusesADesyncThatIsNoMessage(String desync) {
    refusesAMessageThatIsNone("32", desync);
  }

  private static void refusesAMessageThatIsNone(String tag, String message) {
    String length = String.format("%02x", message.length() / 2);
    ByteBuf frame = hex("0807" + tag + length + message + "0808");
    int end = frame.writerIndex();
    List<String> calls = new ArrayList<>();

    assertThatThrownBy(() -> ClientFrameReader.read(frame, new Recorder(calls)))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageNotContaining("null")
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    assertThat(calls).containsExactly("applied 7");
    assertThat(frame.writerIndex()).isEqualTo(end);
  }

  private static Command.Builder command(int sequence, boolean asks, String payload) {
    return Command.newBuilder()
        .setSequence(sequence)
        .setAsks(asks)
        .setPayload(ByteString.copyFromUtf8(payload));
  }

  private static Input.Builder input(int sequence, int seenTick, String payload) {
    return Input.newBuilder()
        .setSequence(sequence)
        .setSeenTick(seenTick)
        .setPayload(ByteString.copyFromUtf8(payload));
  }

  private static ByteBuf desyncOnly(Desync desync) {
    return Unpooled.wrappedBuffer(
        ClientFrame.newBuilder().setDesync(desync).build().toByteArray());
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
    public void command(int sequence, boolean asks, ByteBuf payload) {
      calls.add("command " + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void part(Part part) {
      calls.add("part " + part.getAttachment());
    }

    @Override
    public void desync(Desync desync) {
      calls.add("desync " + desync.getName());
    }

    @Override
    public void leave() {
      calls.add("leave");
    }
  }
}
