package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Reply;
import io.netty.buffer.ByteBuf;

/** Something that a client must not miss, encoded once for all who get it: an event or a reply. */
sealed interface Notice {

  /** The tick in which it was said. */
  int tick();

  /** How much it counts in a backlog. */
  int bytes();

  /** Writes it into a frame of a tick. */
  void write(ByteBuf out, int frameTick);

  static Notice event(int tick, Message event) {
    return new EventNotice(tick, event.toByteArray());
  }

  static Notice reply(int tick, Reply reply) {
    return new ReplyNotice(tick, Control.newBuilder().addReplies(reply).build());
  }

  /** What happened. */
  final class EventNotice implements Notice {
    private final int tick;
    private final byte[] payload;

    EventNotice(int tick, byte[] payload) {
      this.tick = tick;
      this.payload = payload;
    }

    @Override
    public int tick() {
      return tick;
    }

    @Override
    public int bytes() {
      return payload.length + Long.BYTES;
    }

    @Override
    public void write(ByteBuf out, int frameTick) {
      ServerFrameWriter.writeEvent(out, frameTick - tick, payload);
    }
  }

  /** What a command that asked is answered with. Controls of one frame merge, and their replies append. */
  record ReplyNotice(int tick, Control control) implements Notice {
    @Override
    public int bytes() {
      return control.getSerializedSize() + Long.BYTES;
    }

    @Override
    public void write(ByteBuf out, int frameTick) {
      ServerFrameWriter.writeControl(out, control);
    }
  }
}
