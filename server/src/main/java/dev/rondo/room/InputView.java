package dev.rondo.room;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What a player wants to do in a tick, read where its bytes came. Generated code extends it with the fields
 * of the contract's input, and makes one of a message for tests and bots. A room has a few for each player
 * and uses them again, so one is valid during the hook that is given it.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public abstract class InputView {
  private final InputReader reader = new InputReader();

  /** Called by generated code. */
  protected InputView() {}

  /**
   * Makes the view of a room without inputs.
   *
   * @return a view without fields
   */
  public static InputView none() {
    return new InputView() {
      @Override
      protected void clear() {}

      @Override
      protected void read(InputReader in) {
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
          in.skip(tag);
        }
      }
    };
  }

  /** Takes all fields back to their defaults. */
  protected abstract void clear();

  /**
   * Reads fields to the end of the message.
   *
   * @param in where from
   * @throws dev.rondo.protocol.MalformedFrameException if they are not the contract's input
   * @throws RuleBrokenException if a value is out of its field's bounds
   */
  protected abstract void read(InputReader in);

  /**
   * Says what a message says, and nothing else.
   *
   * @param message the contract's input
   * @throws RuleBrokenException if a value is out of its field's bounds
   */
  protected final void set(Message message) {
    decode(Unpooled.wrappedBuffer(message.toByteArray()));
  }

  /**
   * Says what the readable bytes say, and nothing else.
   *
   * @throws dev.rondo.protocol.MalformedFrameException if they are not the contract's input
   * @throws RuleBrokenException if a value is out of its field's bounds
   */
  final void decode(ByteBuf payload) {
    clear();
    reader.open(payload);
    try {
      read(reader);
    } finally {
      reader.close();
    }
  }
}
