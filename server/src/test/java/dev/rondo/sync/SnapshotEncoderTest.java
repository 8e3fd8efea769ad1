package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import dev.rondo.test.duel.Fighter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotEncoderTest {
  private final SnapshotEncoder encoder = new SnapshotEncoder(StateShape.of(Board.getDescriptor()));

  @Test
  void writesTheStateWholeWithAResetForAllOfIt() throws InvalidProtocolBufferException {
    Board board =
        board(105, 100).toBuilder().setClock(Clock.newBuilder().setTick(7)).build();

    byte[] bytes = encode(board);

    ServerFrame frame = ServerFrame.parseFrom(bytes);
    assertThat(frame.getResetList()).containsExactly(9, 100, 105);
    assertThat(frame.getRemovedList()).isEmpty();
    Board read = Board.parseFrom(bytes);
    assertThat(read.getFightersList()).isEqualTo(board.getFightersList());
    assertThat(read.getClock()).isEqualTo(board.getClock());
  }

  @Test
  void removesWhatOnlyTheSnapshotBeforeHad() throws InvalidProtocolBufferException {
    encode(board(100, 101, 102, 103, 104));

    ServerFrame frame = ServerFrame.parseFrom(encode(board(105, 103, 101)));

    assertThat(frame.getRemovedList()).containsExactly(100, 102, 104);
    assertThat(frame.getResetList()).containsExactly(9, 101, 103, 105);
    assertThat(encoder.removed().size()).isEqualTo(3);
    assertThat(ServerFrame.parseFrom(encode(board(105, 103, 101))).getRemovedList())
        .isEmpty();
    assertThat(encoder.removed().isEmpty()).isTrue();
  }

  @Test
  void resetsASingleAlsoWhenItIsNotSet() throws InvalidProtocolBufferException {
    ServerFrame frame = ServerFrame.parseFrom(encode(Board.getDefaultInstance()));

    assertThat(frame.getResetList()).containsExactly(9);
  }

  @Test
  void writesNothingForARoomThatShowsNothing() {
    ByteBuf out = Unpooled.buffer();

    new SnapshotEncoder(StateShape.NONE).encode(out, Empty.getDefaultInstance());

    assertThat(out.isReadable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99})
  void refusesIdsThatNameSingles(int id) {
    assertThatThrownBy(() -> encode(board(100, id)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an entity of duel.Board.fighters has id " + id
            + " (expected: 100 or more). Take ids from Room.nextId().");
  }

  @Test
  void refusesAnEntityWithoutAnId() {
    Board board = Board.newBuilder().addFighters(Fighter.getDefaultInstance()).build();

    assertThatThrownBy(() -> encode(board))
        .hasMessageContaining("has id 0 (expected: 100 or more)");
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    assertThatThrownBy(() -> encode(board(102, 101, 102)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("id 102 stands twice in the state. Ids are unique in a room;"
            + " take them from Room.nextId().");
  }

  @Test
  void countsASnapshotThatIsRefusedAsNeverGiven() throws InvalidProtocolBufferException {
    encode(board(100, 101, 102));
    assertThatThrownBy(() -> encode(board(103, 103))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encode(board(104, 1))).isInstanceOf(IllegalStateException.class);

    ServerFrame frame = ServerFrame.parseFrom(encode(board(101)));

    assertThat(frame.getRemovedList()).containsExactly(100, 102);
  }

  @Test
  void takesIdsBeyondTheSignedOnes() throws InvalidProtocolBufferException {
    encode(board(Integer.MAX_VALUE, Integer.MIN_VALUE, -1));

    ServerFrame frame = ServerFrame.parseFrom(encode(board(-1, 100)));

    assertThat(frame.getRemovedList())
        .containsExactlyInAnyOrder(Integer.MAX_VALUE, Integer.MIN_VALUE);
    assertThat(frame.getResetList()).containsExactlyInAnyOrder(9, 100, -1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsEachRemovalOnceWhateverComesAndGoes(long seed) throws InvalidProtocolBufferException {
    Random random = new Random(seed);
    TreeSet<Integer> before = new TreeSet<>();
    for (int tick = 0; tick < 300; tick++) {
      TreeSet<Integer> now = new TreeSet<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        now.add(100 + random.nextInt(60));
      }
      List<Integer> shuffled = new ArrayList<>(now);
      Collections.shuffle(shuffled, random);

      ServerFrame frame = ServerFrame.parseFrom(
          encode(board(shuffled.stream().mapToInt(Integer::intValue).toArray())));

      before.removeAll(now);
      assertThat(frame.getRemovedList()).containsExactlyElementsOf(before);
      before = now;
    }
  }

  private byte[] encode(Board board) {
    ByteBuf out = Unpooled.buffer();
    encoder.encode(out, board);
    return ByteBufUtil.getBytes(out);
  }

  private static Board board(int... ids) {
    Board.Builder board = Board.newBuilder();
    for (int id : ids) {
      board.addFighters(Fighter.newBuilder().setId(id).setName("f" + id));
    }
    return board.build();
  }
}
