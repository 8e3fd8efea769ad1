package dev.rondo.sync;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Brings what clients hold of a room's state up to now. There is one way for all of them: a {@link View} says
 * what a client was told of, and up to which tick. Who joins is behind in everything, a slow client is
 * behind for a while, a budget that is too small leaves some entities behind, and what comes into sight was
 * never told. Where nobody is behind and everybody sees everything, all frames are equal, so one is shared.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Allocation:</b> none once the buffers have grown to their working size.
 */
public final class Replicator {
  private final State state;
  private final Sight sight;
  private final Encoding encoding;
  private final FrameBuilder frames;

  /**
   * Makes one for a room that has sent nothing yet.
   *
   * @param state the room's state
   * @param frameBytes how many bytes of entities a frame should have at most
   */
  public Replicator(State state, int frameBytes) {
    this.state = state;
    sight = new Sight(state);
    encoding = new Encoding(state, sight);
    frames = new FrameBuilder(state, sight, encoding, frameBytes);
  }

  /**
   * Sets who sees which entities, from the next tick on.
   *
   * @param interest everyone, or what is near
   */
  public void interest(Interest interest) {
    sight.interest(interest);
  }

  /**
   * Sets who sees which of those.
   *
   * @param sees asked once a tick for each viewer and each entity; must not depend on anything else than the
   *     room. Owners see what is theirs in any case
   */
  public void filter(BiPredicate<Object, Entity> sees) {
    sight.filter(sees);
  }

  /**
   * Sets what goes first where a frame is too small for all.
   *
   * @param rank how much an entity matters to a viewer, above 0
   */
  public void rank(ToDoubleBiFunction<Object, Entity> rank) {
    sight.rank(rank);
  }

  /**
   * Says whether {@link #write} calls code of the game's.
   *
   * @return whether
   */
  public boolean asksGame() {
    return sight.asksGame();
  }

  /**
   * Asks entities where they are. If that throws, the tick must not be encoded; its changes then are encoded
   * with the next one.
   */
  public void locate() {
    sight.locate(encoding.tick());
  }

  /**
   * Encodes what changed since the tick that was encoded before.
   *
   * @param tick this tick's number
   */
  public void encode(int tick) {
    encoding.encode(tick);
  }

  /**
   * Appends what those share who see everything and are behind in nothing.
   *
   * @param out where to
   */
  public void writeShared(ByteBuf out) {
    encoding.writeShared(out);
  }

  /**
   * Brings a view up to the tick that was encoded last.
   *
   * @param view the view
   * @param out where what only this client gets is appended
   * @return whether what all share belongs to the client's frame too
   */
  public boolean write(View view, ByteBuf out) {
    return frames.write(view, out);
  }

  /**
   * Leaves a view as it is, instead of {@link #write}: its client takes nothing now.
   *
   * @param view the view
   */
  public void skip(View view) {
    frames.list(view);
  }

  /**
   * Returns all that a client should hold after its last frame, to find desyncs.
   *
   * @param view the client's view
   * @return the state message in bytes, with counts; null while something waits for a later frame
   */
  public @Nullable ByteString held(View view) {
    return frames.held(view);
  }

  /**
   * Says whether a viewer sees an entity, or will with the next frame if the entity is new. What was removed
   * is seen until the next frame says so.
   *
   * @param view the viewer's
   * @param entity the entity
   * @return whether
   */
  public boolean sees(View view, Entity entity) {
    if (entity.owner == view) {
      return true;
    }
    if (entity.part == null || entity.part().isOwners()) {
      return false;
    }
    if (entity.bornAt == Replicated.NEVER) {
      return !entity.gone && sight.wouldSee(view, entity);
    }
    if (view.uniform) {
      return sight.isUnbounded() && (!entity.gone || state.isLeaving(entity));
    }
    return view.find(entity) >= 0;
  }
}
