package dev.rondo.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.Moves;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.Walker;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.test.truth.World;
import dev.rondo.test.truth.WorldSync;
import dev.rondo.truth.Rows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** A room's state without a room: ticks come, and frames are put together, when the test says so. */
final class Stage {
  static final int PLENTY = 1_000_000;

  private static final int FIRST_MOVES = 100;

  final WorldSync<WalkerEntity, ThingEntity, LetterEntity> world = new WorldSync<>();
  final Replicator replicator;
  private final ByteBuf shared = Unpooled.buffer();
  private int tick;
  private int lastId = StateShape.FIRST_ID - 1;

  Stage() {
    this(PLENTY);
  }

  Stage(int frameBytes) {
    world.begin(() -> ++lastId);
    replicator = new Replicator(world, frameBytes);
  }

  /** Puts a walker somewhere. */
  WalkerEntity walker(double x, double y) {
    WalkerEntity walker = new WalkerEntity();
    walker.x(x).y(y);
    return world.walkers().spawn(walker);
  }

  /** Encodes the next tick. */
  int tick() {
    replicator.locate();
    replicator.encode(++tick);
    shared.clear();
    replicator.writeShared(shared);
    return tick;
  }

  /** Puts together what a view's client gets of the tick. */
  Seen frame(View view) {
    ByteBuf frame = Unpooled.buffer();
    boolean shares = replicator.write(view, frame);
    if (shares) {
      frame.writeBytes(shared, shared.readerIndex(), shared.readableBytes());
    }
    return Seen.of(ByteBufUtil.getBytes(frame), shares);
  }

  /** Encodes the next tick, and puts together what a view's client gets of it. */
  Seen tick(View view) {
    tick();
    return frame(view);
  }

  /**
   * What is in a frame.
   *
   * @param frame what it says of copies
   * @param world the elements
   * @param walked the rows of the walkers
   * @param shares whether all that share it have it
   * @param bytes how long it is
   */
  record Seen(ServerFrame frame, World world, List<Rows> walked, boolean shares, int bytes) {
    private static Seen of(byte[] bytes, boolean shares) {
      try {
        World world = World.parseFrom(bytes);
        List<Rows> walked = new ArrayList<>();
        int moves = FIRST_MOVES + World.WALKERS_FIELD_NUMBER;
        for (ByteString rows : world.getUnknownFields().getField(moves).getLengthDelimitedList()) {
          walked.add(Rows.of(Moves.parseFrom(rows)));
        }
        return new Seen(ServerFrame.parseFrom(bytes), world, walked, shares, bytes.length);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("no frame", e);
      }
    }

    /** The ids of the walkers that have an element. */
    List<Integer> walkers() {
      return world.getWalkersList().stream().map(Walker::getId).toList();
    }

    List<Integer> removed() {
      return frame.getRemovedList();
    }

    List<Integer> reset() {
      return frame.getResetList();
    }

    List<Integer> absolute() {
      return frame.getAbsoluteList();
    }

    boolean isEmpty() {
      return bytes == 0;
    }
  }
}
