package dev.rondo.sync;

import com.google.protobuf.Message;
import dev.rondo.protocol.Ids;
import dev.rondo.protocol.Messages;
import dev.rondo.protocol.ServerFrameWriter;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Encodes a room's whole state once a tick, for everybody.
 *
 * <p>A snapshot is whole, so each copy that it names starts again from defaults ({@code reset}): the
 * client's copy then equals it, also where a field is no longer set. What the snapshot before had and
 * this one has not is {@code removed}.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Allocation:</b> that of protobuf-java's reflection and of a {@code CodedOutputStream}.
 */
public final class SnapshotEncoder {
  private final StateShape shape;
  private final Ids reset = new Ids();
  private final Ids removed = new Ids();
  private Ids held = new Ids();
  private Ids next = new Ids();

  /**
   * Makes one for a room that has sent nothing yet.
   *
   * @param shape the shape of the messages that it will be given
   */
  public SnapshotEncoder(StateShape shape) {
    this.shape = shape;
  }

  /**
   * Appends a snapshot: what was removed since the one before, the resets, and the state itself. One that
   * is refused counts as never given.
   *
   * @param out where to
   * @param state the room's state message
   * @throws IllegalStateException if an id is below 100 or stands twice
   */
  public void encode(ByteBuf out, Message state) {
    collect(state);
    compare();
    ServerFrameWriter.writeRemoved(out, removed);
    ServerFrameWriter.writeReset(out, reset);
    Messages.write(out, state);
    Ids before = held;
    held = next;
    next = before;
  }

  /**
   * Returns what was removed by the last snapshot.
   *
   * @return the ids; valid until the next call of {@link #encode}
   */
  public Ids removed() {
    return removed;
  }

  private void collect(Message state) {
    next.clear();
    for (StateShape.EntitySet set : shape.sets()) {
      for (Object entity : (List<?>) state.getField(set.field())) {
        int id = (Integer) ((Message) entity).getField(set.id());
        if (Integer.compareUnsigned(id, StateShape.FIRST_ID) < 0) {
          throw new IllegalStateException("an entity of " + set.field().getFullName() + " has id "
              + Integer.toUnsignedString(id)
              + " (expected: 100 or more). Take ids from Room.nextId().");
        }
        next.add(id);
      }
    }
    next.sort();
    reset.clear();
    for (var single : shape.singles()) {
      reset.add(single.getNumber());
    }
    reset.addAll(next);
  }

  /** Walks both sorted lists: what only the older has is removed; the newer must not repeat an id. */
  private void compare() {
    removed.clear();
    int now = 0;
    for (int before = 0; before < held.size(); before++) {
      int id = held.get(before);
      while (now < next.size() && next.get(now) < id) {
        now++;
      }
      if (now == next.size() || next.get(now) != id) {
        removed.add(id);
      }
    }
    for (int i = 1; i < next.size(); i++) {
      if (next.get(i) == next.get(i - 1)) {
        throw new IllegalStateException(
            "id " + next.get(i)
                + " stands twice in the state. Ids are unique in a room; take them from Room.nextId().");
      }
    }
  }
}
