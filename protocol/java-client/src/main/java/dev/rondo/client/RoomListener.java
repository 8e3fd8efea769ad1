package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a room. All methods are called one after the other, on the thread of the stay,
 * which they must not block. One that throws is logged and harms nothing else. {@link RoomAdapter} is for
 * those who want few of them.
 *
 * @param <E> the contract's event message
 */
public interface RoomListener<E extends Message> {

  /** The room is ready, once: all of its state is here. The events of this frame come after it. */
  void onReady();

  /**
   * Something happened. Events come in the order in which they happened, after the changes of their frame
   * and before its removals, so that what an event names is still there.
   *
   * @param event what, with a case that this client's contract knows
   * @param tick when, unsigned
   * @param attachment the bytes that belong to it, or null if it has none
   */
  void onEvent(E event, int tick, @Nullable ByteString attachment);

  /**
   * A frame was applied as a whole. This is the moment to look at the state and to give an input.
   *
   * @param tick its tick, unsigned
   */
  void onFrame(int tick);

  /**
   * The copy of the state is not what the server says that it should be: there is a bug in the server or in
   * this client. Told by servers that look for it ({@code findDesyncs}), which then send the whole state
   * again.
   *
   * @param tick the tick of the frame that showed it, unsigned
   * @param first the first difference
   */
  void onDesync(int tick, Difference first);

  /** The connection was lost, and coming back is tried. State and tick stay as they are. */
  void onDisconnected();

  /**
   * The room is ready again after the connection was lost.
   *
   * @param missed how many events and replies were too many to be kept meanwhile
   */
  void onResumed(int missed);

  /**
   * The stay is over, once; nothing comes after it. A join that fails over {@link RondoClient} says so in
   * its stage and not here.
   *
   * @param closed how it ended
   */
  void onClosed(Closed closed);
}
