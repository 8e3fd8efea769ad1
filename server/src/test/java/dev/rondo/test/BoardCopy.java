package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import dev.rondo.test.duel.Fighter;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A client's copy of a duel's board on one connection, by docs/WIRE.md 3.3; without heading and height,
 * which have a step. It is not the client library's, so that most tests of the server do not depend on that.
 */
public final class BoardCopy {
  /** Reads what is the state's of the bytes of a frame, and no more. */
  public static final Parser<Board> CHANGES = DiscardUnknownFieldsParser.wrap(Board.parser());

  private static final int CLOCK = 9;

  private final SortedMap<Integer, Fighter> fighters = new TreeMap<>();
  private final Board.Builder singles = Board.newBuilder();

  /**
   * Applies a frame.
   *
   * @return the board after it
   */
  public Board apply(ByteString bytes) {
    ServerFrame frame;
    Board changes;
    try {
      frame = ServerFrame.parseFrom(bytes);
      changes = CHANGES.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a frame of a duel", e);
    }
    for (int name : frame.getResetList()) {
      fighters.replace(name, fighter(name));
      if (name == CLOCK) {
        singles.setClock(Clock.getDefaultInstance());
      }
    }
    for (Fighter change : withoutSteps(changes).getFightersList()) {
      int id = change.getId();
      Fighter held = fighters.getOrDefault(id, fighter(id));
      fighters.put(id, held.toBuilder().mergeFrom(change).build());
    }
    singles.mergeFrom(changes.toBuilder().clearFighters().build());
    fighters.keySet().removeAll(frame.getRemovedList());
    return singles.clone().addAllFighters(fighters.values()).build();
  }

  /** A board as copies show it. */
  public static Board withoutSteps(Board board) {
    Board.Builder plain = board.toBuilder();
    plain.getFightersBuilderList().forEach(fighter -> fighter.clearHeading().clearHeight());
    return plain.build();
  }

  private static Fighter fighter(int id) {
    return Fighter.newBuilder().setId(id).build();
  }
}
