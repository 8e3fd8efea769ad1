package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * A listener that hears nothing; override what is of interest.
 *
 * @param <E> the contract's event message
 */
public abstract class RoomAdapter<E extends Message> implements RoomListener<E> {

  /** For subclasses. */
  protected RoomAdapter() {}

  @Override
  public void onReady() {}

  @Override
  public void onEvent(E event, int tick, @Nullable ByteString attachment) {}

  @Override
  public void onFrame(int tick) {}

  @Override
  public void onDesync(int tick, Difference first) {}

  @Override
  public void onDisconnected() {}

  @Override
  public void onResumed(int missed) {}

  @Override
  public void onClosed(Closed closed) {}
}
