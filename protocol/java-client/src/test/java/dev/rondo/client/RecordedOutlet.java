package dev.rondo.client;

import dev.rondo.protocol.Messages;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A connection that keeps what was sent. */
final class RecordedOutlet implements Outlet {
  final List<ClientFrame> frames = new ArrayList<>();
  final List<Integer> sizes = new ArrayList<>();
  private final LongSupplier nanoTime;
  private long sentAt;
  private long leastPause = Long.MAX_VALUE;
  private long mostPause;
  boolean congested;

  @Nullable
  Integer closeCode;

  RecordedOutlet(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean congested() {
    return congested;
  }

  @Override
  public void send(ByteBuf frame) {
    long now = nanoTime.getAsLong();
    if (!frames.isEmpty()) {
      leastPause = Math.min(leastPause, now - sentAt);
      mostPause = Math.max(mostPause, now - sentAt);
    }
    sentAt = now;
    sizes.add(frame.readableBytes());
    frames.add(Messages.read(frame, ClientFrame.parser()));
    frame.release();
  }

  @Override
  public void close(int code, String reason) {
    closeCode = code;
  }

  /** The shortest time between two frames. */
  long leastPauseNanos() {
    return leastPause;
  }

  /** The longest time between two frames. */
  long mostPauseNanos() {
    return mostPause;
  }

  ClientFrame last() {
    return frames.get(frames.size() - 1);
  }

  List<Integer> commands() {
    return frames.stream()
        .flatMap(frame -> frame.getCommandsList().stream())
        .map(Command::getSequence)
        .toList();
  }

  List<Integer> inputs() {
    return frames.stream()
        .flatMap(frame -> frame.getInputsList().stream())
        .map(Input::getSequence)
        .toList();
  }

  List<Part> parts() {
    return frames.stream()
        .filter(ClientFrame::hasPart)
        .map(ClientFrame::getPart)
        .toList();
  }
}
