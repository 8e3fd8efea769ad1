package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.vectors.Marker;
import dev.rondo.protocol.vectors.State;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Moves says in fewer bytes what elements say, whatever it says. */
class MovesFuzzTest {
  private static final int MARKERS = 9;
  private static final int[] COUNTS = {2, 4, 5, 6, 7, 8};
  private static final int ROUNDS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesOfTheCopyWhatElementsMake(long seed) {
    Random random = new Random(seed);
    StateCopy<State> moved = new StateCopy<>(Vectors.CONTRACT);
    StateCopy<State> changed = new StateCopy<>(Vectors.CONTRACT);
    State.Builder all = State.newBuilder();
    for (int id = 100; id < 164; id++) {
      all.addMarkers(Marker.newBuilder().setId(id));
    }
    moved.change(frame(all.build().toByteString()));
    changed.change(frame(all.build().toByteString()));
    for (int round = 0; round < ROUNDS; round++) {
      int[] numbers = random
          .ints(0, COUNTS.length)
          .limit(3)
          .distinct()
          .sorted()
          .map(i -> COUNTS[i])
          .toArray();
      MovesWriter moves = new MovesWriter(numbers);
      State.Builder elements = State.newBuilder();
      for (int id = 100 + random.nextInt(64); id < 164; id += 1 + random.nextInt(20)) {
        Marker.Builder marker = Marker.newBuilder().setId(id);
        int[] steps = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
          steps[i] = random.nextInt() >> (1 + random.nextInt(31));
          marker.setField(Marker.getDescriptor().findFieldByNumber(numbers[i]), steps[i]);
        }
        moves.row(id, steps);
        elements.addMarkers(marker);
      }

      moved.change(frame(moves.of(MARKERS).toByteString()));
      changed.change(frame(elements.build().toByteString()));

      assertThat(moved.state()).as("seed %d, round %d", seed, round).isEqualTo(changed.state());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void refusesNothingButInASentence(long seed) {
    Random random = new Random(seed);
    List<String> refusals = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes =
          new MovesWriter(2, 4).row(100, 1, 2).row(130, 3, 4).of(MARKERS).toByteArray();
      for (int bent = random.nextInt(4); bent >= 0; bent--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }

      try {
        new StateCopy<>(Vectors.CONTRACT).change(frame(ByteString.copyFrom(bytes)));
      } catch (MalformedFrameException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    assertThat(refusals).as("seed %d", seed).isNotEmpty().doesNotContain("null");
  }

  private static Frame frame(ByteString bytes) {
    return Frame.read(Unpooled.wrappedBuffer(bytes.toByteArray()));
  }
}
