package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.rondo.protocol.Messages;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, and when it leaves: at most one frame a tick, however often the game calls.
 *
 * <p>A frame leaves at once when the last one is a tick old, otherwise when it will be. A desync comes first,
 * then commands, then the input, then a part of an attachment; what does not fit leaves with the next frame. The
 * newest input takes the place of the one that waits. While nothing comes from the server, only heartbeats
 * leave.
 *
 * <p><b>Bound:</b> one input, one desync, what {@link Commands} and {@link Uploads} let wait, and 4096 bytes a frame.
 */
final class Outbox {
  /** The longest message that a server takes, in bytes. */
  private static final int FRAME_BYTES = 4096;

  // The most bytes that the fields of a frame take around their payloads: tags, lengths, numbers.
  private static final int APPLIED_BYTES = 6;
  private static final int LEAVE_BYTES = 2;
  private static final int COMMAND_BYTES = 14;
  private static final int INPUT_BYTES = 18;

  /** What inputs, commands and parts may take of a frame. */
  private static final int ROOM_BYTES = FRAME_BYTES - APPLIED_BYTES - LEAVE_BYTES;

  static final int LONGEST_INPUT = ROOM_BYTES - INPUT_BYTES;
  static final int LONGEST_COMMAND = ROOM_BYTES - COMMAND_BYTES;
  static final int LONGEST_COMMAND_OF_ATTACHMENT = ROOM_BYTES - Uploads.PART_BYTES - 1;

  private final Times times;
  private final Commands commands;
  private final Uploads uploads;

  private @Nullable Outlet outlet;
  private long periodNanos;
  private long sentAt;
  private long heardAt;

  private int inputSequence;
  /** Without a sequence until it leaves for the first time. */
  private @Nullable Input waitingInput;

  private @Nullable Input unacknowledgedInput;
  private @Nullable Desync desync;
  private boolean leaving;

  Outbox(Times times, Commands commands, Uploads uploads) {
    this.times = times;
    this.commands = commands;
    this.uploads = uploads;
  }

  /** Takes an input in place of the one that waits. */
  void input(ByteString payload, int seenTick) {
    waitingInput = Input.newBuilder().setSeenTick(seenTick).setPayload(payload).build();
  }

  /** Takes what the server is told of this client's copy, in place of what it was not told yet. */
  void desync(Desync first) {
    desync = first;
  }

  /** An input was applied or dropped, and all before it. */
  void acknowledgedInput(int newest) {
    if (unacknowledgedInput != null
        && Integer.compareUnsigned(unacknowledgedInput.getSequence(), newest) <= 0) {
      unacknowledgedInput = null;
    }
  }

  /** Sends the commands that wait, then that the player leaves, then nothing more. */
  void leave() {
    leaving = true;
  }

  /**
   * Frames may leave from now on: the server has taken the player in, and says how long a tick is. What
   * it has not acknowledged leaves again; of inputs that is the newest, because it may be one that holds
   * until the player gives another.
   */
  void open(Outlet to, int tickNanos, long now) {
    outlet = to;
    periodNanos = Integer.toUnsignedLong(tickNanos);
    sentAt =
        now - heartbeatNanos(); // the first is due: it confirms that this connection is the one
    commands.startAgain();
    uploads.startAgain();
    if (waitingInput == null) {
      waitingInput = unacknowledgedInput;
    }
  }

  /** Nothing can leave anymore. */
  void close() {
    outlet = null;
    desync = null; // of a copy that is sent again with the next connection
  }

  /** The server sent a frame. */
  void heard(long now) {
    heardAt = now;
  }

  /** Sends a frame if one is due. */
  void pump(long now, int appliedTick) {
    Outlet to = outlet;
    if (to == null || to.congested() || now - dueAt(now) < 0) {
      return;
    }
    sentAt = now;
    ClientFrame frame = takeFrame(appliedTick);
    if (frame.hasLeave()) {
      outlet = null;
    }
    ByteBuf bytes = Unpooled.buffer(frame.getSerializedSize());
    Messages.write(bytes, frame);
    to.send(bytes);
  }

  /** Returns how long until {@link #pump} has something to do, in nanoseconds. */
  long nanosUntilDue(long now) {
    if (outlet == null) {
      return Long.MAX_VALUE;
    }
    return outlet.congested() ? heartbeatNanos() : Math.max(0, dueAt(now) - now);
  }

  private long dueAt(long now) {
    boolean stalled = now - heardAt > Times.nanos(times.stall());
    return sentAt + (isWaiting() && !stalled ? periodNanos : heartbeatNanos());
  }

  private boolean isWaiting() {
    return waitingInput != null
        || desync != null
        || commands.mayLeave()
        || uploads.mayLeave()
        || (leaving && commands.allLeft());
  }

  /** Not more often than once a tick, however long that is. */
  private long heartbeatNanos() {
    return Math.max(Times.nanos(times.heartbeat()), periodNanos);
  }

  private ClientFrame takeFrame(int appliedTick) {
    ClientFrame.Builder frame = ClientFrame.newBuilder().setApplied(appliedTick);
    int room = ROOM_BYTES;
    if (desync != null) {
      frame.setDesync(desync);
      room -= CodedOutputStream.computeMessageSize(ClientFrame.DESYNC_FIELD_NUMBER, desync);
      desync = null;
    }
    room = commands.write(frame, room);
    Input input = waitingInput;
    if (input != null && input.getPayload().size() + INPUT_BYTES <= room) {
      if (input.getSequence() == 0) {
        input = input.toBuilder().setSequence(++inputSequence).build();
      }
      frame.addInputs(input);
      waitingInput = null;
      unacknowledgedInput = input;
      room -= input.getPayload().size() + INPUT_BYTES;
    }
    uploads.write(frame, room);
    if (leaving && commands.allLeft()) {
      frame.setLeave(Leave.getDefaultInstance());
    }
    return frame.build();
  }
}
