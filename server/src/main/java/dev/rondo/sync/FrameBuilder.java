package dev.rondo.sync;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.Ids;
import dev.rondo.protocol.ServerFrameWriter;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what one client must be told: for each thing in its view the delta of this tick if it was
 * told up to the last one, the fields that changed since if it is behind, all of it if it does not hold it,
 * and its removal if it is gone or out of sight.
 *
 * <p><b>Allocation:</b> none once the buffers have grown to their working size.
 *
 * <p><b>Bound:</b> {@code frameBytes} of entities, beside those that the player owns and the singles. What
 * does not fit waits; what matters more and what has waited longer goes first, so that nothing waits for ever.
 */
final class FrameBuilder {
  private final State state;
  private final Sight sight;
  private final Encoding encoding;
  private final int frameBytes;
  private final StateWriter frame = new StateWriter();
  private final Moves moves = new Moves();
  private final Priority priority = new Priority();
  private final Ids removed = new Ids();
  private final Ids reset = new Ids();
  private final Ids absolute = new Ids();

  FrameBuilder(State state, Sight sight, Encoding encoding, int frameBytes) {
    this.state = state;
    this.sight = sight;
    this.encoding = encoding;
    this.frameBytes = frameBytes;
  }

  /** Returns whether what all share belongs to the frame too. */
  boolean write(View view, ByteBuf out) {
    removed.clear();
    reset.clear();
    absolute.clear();
    frame.clear();
    if (view.resyncs) {
      startAnew(view);
    }
    settleOwned(view);
    boolean shares = view.uniform
        && sight.isUnbounded()
        && view.asOf == encoding.previous()
        && encoding.sharedSize() <= frameBytes;
    if (!shares) {
      list(view);
      refresh(view);
      drop(view);
      writeListed(view);
    }
    writeOwned(view);
    view.asOf = encoding.tick();
    ServerFrameWriter.writeRemoved(out, removed);
    ServerFrameWriter.writeReset(out, reset);
    ServerFrameWriter.writeAbsolute(out, absolute);
    out.writeBytes(frame.array(), 0, frame.size());
    return shares;
  }

  /** Lists what a view holds that was kept as a single fact, in a tick in which that ends to be true. */
  void list(View view) {
    if (!view.uniform) {
      return;
    }
    view.uniform = false;
    for (Single single : state.singles()) {
      view.add(single, view.asOf, view.asOf);
    }
    for (EntitySet<?> set : state.sets()) {
      if (!set.isOwners()) {
        for (int i = 0; i < set.size(); i++) {
          addIfHeld(view, set.at(i));
        }
      }
    }
    for (Entity entity : encoding.removed()) {
      if (!entity.part().isOwners()) {
        addIfHeld(view, entity);
      }
    }
  }

  private static void addIfHeld(View view, Entity entity) {
    if (entity.bornAt != Replicated.NEVER && !Replicated.isAfter(entity.bornAt, view.asOf)) {
      view.add(entity, view.asOf, view.asOf);
    }
  }

  private void refresh(View view) {
    int tick = encoding.tick();
    if (view.begunAt == Replicated.NEVER) {
      view.begunAt = tick;
      for (Single single : state.singles()) {
        view.add(single, Replicated.NEVER, tick);
      }
    }
    sight.refresh(view, tick, encoding.previous());
  }

  private void drop(View view) {
    int kept = 0;
    for (int i = 0; i < view.size; i++) {
      if (view.held[i] instanceof Entity entity && (entity.gone || !sight.keeps(view, entity))) {
        if (view.sentAt[i] != Replicated.NEVER) {
          removed.add(entity.id());
        }
      } else {
        view.move(i, kept++);
      }
    }
    view.shrink(kept);
  }

  // What everybody sees.

  private void writeListed(View view) {
    int resets = reset.size();
    int tick = encoding.tick();
    writeDue(view, null);
    if (frame.size() > frameBytes && choose(view)) {
      frame.clear();
      absolute.clear();
      reset.shrink(resets);
      writeDue(view, priority);
      for (int i = 0; i < view.size; i++) {
        if (priority.takes(i) || !isDue(view, i)) {
          view.sentAt[i] = tick;
        }
      }
      complete(view);
    } else {
      Arrays.fill(view.sentAt, 0, view.size, tick);
      view.complete = true;
      view.uniform = sight.isUnbounded();
      if (view.uniform) {
        view.shrink(0);
      }
    }
  }

  private static void complete(View view) {
    for (int i = 0; i < view.size && !view.complete; i++) {
      if (view.sentAt[i] == Replicated.NEVER
          && !Replicated.isAfter(view.held[i].bornAt, view.begunAt)) {
        return;
      }
    }
    view.complete = true;
  }

  private void writeDue(View view, @Nullable Priority only) {
    @Nullable Part part = null;
    for (int i = 0; i < view.size; i++) {
      Replicated what = view.held[i];
      if (what.part() != part) {
        flush(part);
        part = what.part();
      }
      if (isDue(view, i) && (only == null || only.takes(i))) {
        write(what, part, view.sentAt[i]);
      }
    }
    flush(part);
  }

  private void flush(@Nullable Part part) {
    if (part instanceof EntitySet<?> set) {
      moves.flush(frame, set);
    }
  }

  private static boolean isDue(View view, int at) {
    int since = view.sentAt[at];
    return goesWhole(since) || Replicated.isAfter(view.held[at].publicAt, since);
  }

  private static boolean goesWhole(int since) {
    return since == Replicated.NEVER || since == View.ANEW;
  }

  private void write(Replicated what, Part part, int since) {
    if (since == Replicated.NEVER) {
      encoding.writeWhole(frame, what);
    } else if (since == View.ANEW || Replicated.isAfter(what.resetAt, since)) {
      reset.add(what.name());
      encoding.writeWhole(frame, what);
    } else if (Replicated.isAfter(encoding.previous(), since)) {
      writeMissed(what, part, since);
    } else if (what.form == Replicated.Form.MOVE) {
      moves.add((Entity) what);
    } else {
      frame.copy(encoding.arena(), what.deltaOffset, what.deltaLength);
    }
  }

  private void writeMissed(Replicated what, Part part, int since) {
    long fields = what.changedSince(since) & ~part.fields().owners;
    if ((fields & part.fields().counts) != 0) {
      absolute.add(what.name());
    }
    Encoding.writeElement(frame, what, fields, true);
  }

  // The budget.

  /** Chooses what goes first; false if all must go. */
  private boolean choose(View view) {
    priority.clear(view.size);
    int bytes = 0;
    for (int i = 0; i < view.size; i++) {
      if (isDue(view, i)) {
        int length = length(view.held[i], view.sentAt[i]);
        if (view.held[i] instanceof Entity entity && entity.owner != view) {
          priority.add(i, length, sight.rank(view, entity) * waited(view, i));
        } else {
          priority.take(i);
          bytes += length;
        }
      }
    }
    return priority.fill(frameBytes - bytes);
  }

  /** How many bytes it takes, or a few more. */
  private int length(Replicated what, int since) {
    boolean isDelta = !goesWhole(since)
        && !Replicated.isAfter(encoding.previous(), since)
        && !Replicated.isAfter(what.resetAt, since);
    return isDelta ? what.deltaLength + 2 : encoding.wholeLength(what);
  }

  private int waited(View view, int at) {
    int since = goesWhole(view.sentAt[at]) ? view.wantedAt[at] : view.sentAt[at];
    return encoding.tick() - since + 1;
  }

  // What only the owner sees.

  /** Takes note of what was won and lost since the last frame. */
  private void settleOwned(View view) {
    int kept = 0;
    for (int i = 0; i < view.ownedSize; i++) {
      Entity entity = view.owned[i];
      int since = view.ownedSentAt[i];
      boolean isOwners = entity.part().isOwners();
      boolean lost = entity.gone || entity.owner != view;
      if (since != Replicated.NEVER && (lost || Replicated.isAfter(entity.ownersResetAt, since))) {
        since = Replicated.NEVER;
        if (isOwners) {
          (lost ? removed : reset).add(entity.id());
        } else if (!entity.gone && entity.part().fields().owners != 0) {
          startAnew(view, entity);
        }
      }
      if (!lost) {
        view.owned[kept] = entity;
        view.ownedSentAt[kept++] = since;
      }
    }
    Arrays.fill(view.owned, kept, view.ownedSize, null);
    view.ownedSize = kept;
  }

  private void writeOwned(View view) {
    for (int i = 0; i < view.ownedSize; i++) {
      Entity entity = view.owned[i];
      int since = view.ownedSentAt[i];
      FieldTable fields = entity.part().fields();
      if (since == Replicated.NEVER || Replicated.isAfter(entity.resetAt, since)) {
        long told = entity.told & fields.owners;
        if (told != 0 || entity.part().isOwners()) {
          Encoding.writeElement(frame, entity, told, true);
        }
      } else if (Replicated.isAfter(entity.ownersAt, since)) {
        long changed = entity.changedSince(since) & fields.owners;
        boolean missed = Replicated.isAfter(encoding.previous(), since);
        if (missed && (changed & fields.counts) != 0) {
          absolute.add(entity.id());
        }
        Encoding.writeElement(frame, entity, changed, missed);
      }
      view.ownedSentAt[i] = encoding.tick();
    }
  }

  // Looking for desyncs.

  /** All that a client should hold after the frame that was put together last; null while something waits. */
  @Nullable
  ByteString held(View view) {
    if (!view.isCurrent()) {
      return null;
    }
    frame.clear();
    if (view.uniform) {
      state.singles().forEach(single -> writeHeld(view, single));
      for (EntitySet<?> set : state.sets()) {
        for (int i = 0; i < set.size() && !set.isOwners(); i++) {
          writeHeld(view, set.at(i));
        }
      }
    }
    for (int i = 0; i < view.size; i++) {
      writeHeld(view, view.held[i]);
    }
    for (int i = 0; i < view.ownedSize; i++) {
      if (view.owned[i].part().isOwners()) {
        writeHeld(view, view.owned[i]);
      }
    }
    return ByteString.copyFrom(frame.array(), 0, frame.size());
  }

  private void writeHeld(View view, Replicated what) {
    boolean isOwn = what instanceof Entity entity && entity.owner == view;
    long seen = isOwn ? what.part().fields().all : ~what.part().fields().owners;
    Encoding.writeElement(frame, what, what.told & seen, true);
  }

  // Copies that start anew.

  /** One of the client's copies starts anew, when its turn comes: until then it is as it was. */
  private void startAnew(View view, Replicated what) {
    list(view);
    int at = view.find(what);
    if (at >= 0 && view.sentAt[at] != Replicated.NEVER) {
      view.sentAt[at] = View.ANEW;
    }
  }

  /** All of the client's copies start anew, and what it should not have is removed. */
  private void startAnew(View view) {
    list(view);
    view.resyncs = false;
    boolean isKnown = false;
    for (int i = 0; i < view.size; i++) {
      isKnown |= view.held[i].name() == view.unknown;
      startAnew(view, view.held[i]);
    }
    for (int i = 0; i < view.ownedSize; i++) {
      isKnown |= view.owned[i].name() == view.unknown;
      if (view.owned[i].part().isOwners() && view.ownedSentAt[i] != Replicated.NEVER) {
        reset.add(view.owned[i].name());
      }
      view.ownedSentAt[i] = Replicated.NEVER;
    }
    if (!isKnown && Integer.compareUnsigned(view.unknown, StateShape.FIRST_ID) >= 0) {
      removed.add(view.unknown);
    }
  }
}
