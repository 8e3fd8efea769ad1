package dev.rondo.sync;

import dev.rondo.protocol.Ids;
import dev.rondo.protocol.ServerFrameWriter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed in a tick, in bytes: each entity once, whoever sees it; and all of it as the one frame of
 * those who see everything and are behind in nothing.
 */
final class Encoding {
  private static final int LENGTH_DELIMITED = 2;
  private static final int ID = 1 << 3;

  private final State state;
  private final Sight sight;
  private final List<Entity> removed = new ArrayList<>();
  private final StateWriter arena = new StateWriter();
  private final Moves moves = new Moves();
  private final StateWriter shared = new StateWriter();
  private final Ids sharedRemoved = new Ids();
  private final Ids sharedReset = new Ids();

  private int tick = Replicated.NEVER;
  private int previous = Replicated.NEVER;

  Encoding(State state, Sight sight) {
    this.state = state;
    this.sight = sight;
  }

  int tick() {
    return tick;
  }

  /** The tick that was encoded before this one. */
  int previous() {
    return previous;
  }

  /** What was removed since then. */
  List<Entity> removed() {
    return removed;
  }

  /** Where the deltas of this tick stand. */
  StateWriter arena() {
    return arena;
  }

  void encode(int now) {
    previous = tick;
    tick = now;
    arena.clear();
    shared.clear();
    takeRemoved();
    sharedReset.clear();
    for (Single single : state.singles()) {
      Part part = single.part();
      if (part.marked) {
        part.marked = false;
        single.settle(now, part.fields());
        if (single.publicAt == now) {
          encodeElement(single);
          share(single);
        }
      }
    }
    for (EntitySet<?> set : state.sets()) {
      set.compact();
      if (set.marked) {
        set.marked = false;
        settle(set);
        encode(set);
      }
    }
  }

  private void takeRemoved() {
    removed.clear();
    sharedRemoved.clear();
    state.takeRemoved(removed);
    for (int i = 0; i < removed.size(); i++) {
      Entity entity = removed.get(i);
      sight.removed(entity);
      if (entity.bornAt != Replicated.NEVER && !entity.part().isOwners()) {
        sharedRemoved.add(entity.id());
      }
    }
  }

  /** Takes the marks of a set, and finds how most of what only moved is written best. */
  private void settle(EntitySet<?> set) {
    FieldTable fields = set.fields();
    RowFormat rows = set.rows();
    rows.clear();
    for (int i = 0; i < set.size(); i++) {
      Entity entity = set.at(i);
      if (entity.isMarked()) {
        entity.settle(tick, fields);
        if (entity.publicAt == tick && entity.form == Replicated.Form.MOVE) {
          rows.count(entity);
        }
      }
    }
    rows.choose();
  }

  private void encode(EntitySet<?> set) {
    if (set.isOwners()) {
      return; // one sees it, so there is nothing to prepare
    }
    for (int i = 0; i < set.size(); i++) {
      Entity entity = set.at(i);
      if (entity.publicAt == tick) {
        if (entity.form == Replicated.Form.MOVE) {
          encodeMove(entity, set.rows());
        }
        encodeElement(entity);
        share(entity);
      }
    }
    moves.flush(shared, set);
  }

  private static void encodeMove(Entity entity, RowFormat rows) {
    entity.row = rows.encode(entity);
    if (entity.row < 0) {
      entity.form = Replicated.Form.ELEMENT;
    } else {
      entity.deltaLength = rows.rowBits() / Byte.SIZE + 1;
    }
  }

  private void encodeElement(Replicated what) {
    if (what.form == Replicated.Form.ELEMENT) {
      what.deltaOffset = arena.size();
      writeElement(arena, what, what.changed, false);
      what.deltaLength = arena.size() - what.deltaOffset;
    }
  }

  private void share(Replicated what) {
    switch (what.form) {
      case MOVE -> moves.add((Entity) what);
      case ELEMENT -> shared.copy(arena, what.deltaOffset, what.deltaLength);
      case WHOLE -> {
        if (what.resetAt == tick) {
          sharedReset.add(what.name());
        }
        writeWhole(shared, what);
      }
    }
  }

  /** How many bytes of entities all share. */
  int sharedSize() {
    return shared.size();
  }

  void writeShared(ByteBuf out) {
    ServerFrameWriter.writeRemoved(out, sharedRemoved);
    ServerFrameWriter.writeReset(out, sharedReset);
    out.writeBytes(shared.array(), 0, shared.size());
  }

  /** Writes all that everybody sees of something, encoded once a tick. */
  void writeWhole(StateWriter out, Replicated what) {
    makeWhole(what);
    out.copy(arena, what.wholeOffset, what.wholeLength);
  }

  /** How many bytes {@link #writeWhole} takes. */
  int wholeLength(Replicated what) {
    makeWhole(what);
    return what.wholeLength;
  }

  private void makeWhole(Replicated what) {
    if (what.wholeAt != tick) {
      what.wholeAt = tick;
      what.wholeOffset = arena.size();
      long fields = what.told & ~what.part().fields().owners;
      if (fields != 0
          || what instanceof Entity) { // of a single with nothing set there is nothing to say
        writeElement(arena, what, fields, true);
      }
      what.wholeLength = arena.size() - what.wholeOffset;
    }
  }

  /** Writes fields of an entity or a single as an element of the state message. */
  static void writeElement(StateWriter out, Replicated what, long fields, boolean whole) {
    int begun = out.begin((what.part().number() << 3) | LENGTH_DELIMITED);
    if (what instanceof Entity) {
      out.uint32(ID, what.name());
    }
    what.writeFields(out, fields, whole);
    out.end(begun);
  }
}
