package dev.rondo.protocol;

import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;

/**
 * Takes what a {@code ClientFrame} holds, in the order of its bytes. A payload is the readable part of
 * the buffer that is handed over; it is valid during the call only.
 */
public interface ClientFrameReceiver {

  /**
   * The newest tick that the client has applied.
   *
   * @param tick the tick's number, unsigned
   */
  void applied(int tick);

  /**
   * An input.
   *
   * @param sequence counts up from 1, unsigned
   * @param seenTick the tick that the player saw, unsigned
   * @param payload the contract's input message
   */
  void input(int sequence, int seenTick, ByteBuf payload);

  /**
   * A command.
   *
   * @param sequence counts up from 1, unsigned
   * @param asks whether the player waits for a reply
   * @param payload the contract's command message
   */
  void command(int sequence, boolean asks, ByteBuf payload);

  /**
   * A part of an attachment.
   *
   * @param part the part, with bytes of its own
   */
  void part(Part part);

  /**
   * The client's copy is not what the server said that it should be.
   *
   * @param desync where it first differs; of what the client holds there at most 100 characters
   */
  void desync(Desync desync);

  /** The player leaves for good. */
  void leave();
}
