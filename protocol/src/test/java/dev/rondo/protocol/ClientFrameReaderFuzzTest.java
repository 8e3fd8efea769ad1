package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames that were bent at random: the reader must agree with protobuf-java on each. */
class ClientFrameReaderFuzzTest {
  private static final int FRAMES = 100_000;
  private static final long SEED = Long.getLong("rondo.fuzzSeed", new Random().nextLong());

  private final Random random = new Random(SEED);

  @Test
  void agreesWithProtobufOnEveryFrame() {
    System.out.println("Run it again with -Drondo.fuzzSeed=" + SEED);
    int accepted = 0;
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = bent(frame().toByteArray());

      if (readsAs(frame)) {
        accepted++;
      }
    }

    assertThat(accepted).as("accepted of " + FRAMES).isBetween(FRAMES / 10, FRAMES * 9 / 10);
  }

  /** Reads a frame both ways and compares; says whether it was accepted. */
  private static boolean readsAs(byte[] frame) {
    Optional<ClientFrame> expected = protobuf(frame);
    Outcome outcome = read(frame, 0);
    String context = "frame " + ByteBufUtil.hexDump(frame) + ", seed " + SEED;

    assertThat(read(frame, 0xff)).as("with other bytes around it: %s", context).isEqualTo(outcome);
    if (outcome.frame().isEmpty() && expected.isPresent()) {
      assertThat(outcome.refusal())
          .as("only groups are refused: %s", context)
          .contains("wire type 3");
    } else {
      assertThat(outcome.frame()).as(context).isEqualTo(expected.map(FrameCollector::viewOf));
    }
    return outcome.frame().isPresent();
  }

  /** What came of a frame: what it holds, or why it was refused. */
  private record Outcome(Optional<ClientFrame> frame, String refusal) {}

  /** Reads a frame from the middle of a buffer whose other bytes are all the same. */
  private static Outcome read(byte[] frame, int surroundings) {
    byte[] bytes = new byte[frame.length + 32];
    Arrays.fill(bytes, (byte) surroundings);
    System.arraycopy(frame, 0, bytes, 16, frame.length);
    ByteBuf buffer = Unpooled.wrappedBuffer(bytes).setIndex(16, 16 + frame.length);
    try {
      ClientFrame read = FrameCollector.read(buffer);
      assertThat(buffer.readerIndex()).isEqualTo(buffer.writerIndex());
      return new Outcome(Optional.of(read), "");
    } catch (MalformedFrameException e) {
      return new Outcome(Optional.empty(), String.valueOf(e.getMessage()));
    } finally {
      assertThat(buffer.writerIndex()).isEqualTo(16 + frame.length);
    }
  }

  private static Optional<ClientFrame> protobuf(byte[] frame) {
    try {
      return Optional.of(ClientFrame.parseFrom(frame));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private ClientFrame frame() {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    if (random.nextBoolean()) {
      frame.setApplied(number());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      frame.addInputs(
          Input.newBuilder().setSequence(number()).setSeenTick(number()).setPayload(payload()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      frame.addCommands(command());
    }
    if (random.nextInt(4) == 0) {
      frame.setLeave(Leave.getDefaultInstance());
    }
    if (random.nextInt(3) == 0) {
      frame.setPart(part());
    }
    if (random.nextInt(3) == 0) {
      frame.setDesync(Desync.newBuilder()
          .setTick(number())
          .setName(number())
          .setField(number())
          .setHeld("x".repeat(random.nextInt(12))));
    }
    return frame.build();
  }

  private Command.Builder command() {
    Command.Builder command = Command.newBuilder().setSequence(number()).setPayload(payload());
    if (random.nextBoolean()) {
      command.setAsks(random.nextBoolean());
    }
    return command;
  }

  private Part.Builder part() {
    Part.Builder part =
        Part.newBuilder().setAttachment(number()).setOffset(number()).setData(payload());
    if (random.nextBoolean()) {
      part.setSize(number()).setPayload(payload());
    }
    return part;
  }

  private int number() {
    return random.nextInt() >>> random.nextInt(32);
  }

  private ByteString payload() {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private byte[] bent(byte[] frame) {
    byte[] bent = frame;
    for (int i = random.nextInt(4); i > 0; i--) {
      bent = bentOnce(bent);
    }
    return bent;
  }

  private byte[] bentOnce(byte[] frame) {
    int at = frame.length == 0 ? 0 : random.nextInt(frame.length);
    byte[] bent = frame.clone();
    switch (random.nextInt(5)) {
      case 0 -> bent = Arrays.copyOf(frame, at);
      case 1 -> bent = joined(frame, frame().toByteArray());
      case 2 ->
        bent = joined(
            Arrays.copyOf(frame, at),
            randomBytes(1 + random.nextInt(3)),
            Arrays.copyOfRange(frame, at, frame.length));
      case 3 -> {
        if (bent.length > 0) {
          bent[at] = (byte) random.nextInt();
        }
      }
      default -> {
        if (bent.length > 0) {
          bent[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bent;
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuf all = Unpooled.wrappedBuffer(parts);
    return ByteBufUtil.getBytes(all);
  }
}
