package dev.rondo.server;

import dev.rondo.room.Room;
import dev.rondo.room.RoomHost;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A room, as the rest of the program sees it: {@link GameServer#room}. What it is given runs on the
 * room's loop at its next tick, so it must not block, and it may call the room's public methods.
 *
 * <p><b>Threads:</b> any.
 *
 * @param <R> the game's room
 */
public final class RoomHandle<R extends Room<?, ?, ?, ?, ?, ?>> {
  private final RoomHost host;
  private final Class<R> type;

  RoomHandle(RoomHost host, Class<R> type) {
    this.host = host;
    this.type = type;
  }

  /**
   * Returns the room's id.
   *
   * @return the id
   */
  public String id() {
    return host.id();
  }

  /**
   * Has the room do something.
   *
   * @param task gets the room
   * @return done, on a thread that is none of the loops'; fails with what the task threw (which is a
   *     fault of the room too, {@code Room.onFault}), with an {@link IllegalStateException} if the room
   *     has ended, or with a {@link java.util.concurrent.RejectedExecutionException} if it has
   *     {@code outsideCalls} under way already
   */
  public CompletionStage<Void> execute(Consumer<? super R> task) {
    return ask(room -> {
      task.accept(room);
      return null;
    });
  }

  /**
   * Asks the room for something. Take out what is immutable: the room goes on meanwhile.
   *
   * @param question gets the room
   * @param <T> what comes of it
   * @return the answer; completes and fails as that of {@link #execute}
   */
  public <T> CompletionStage<T> ask(Function<? super R, ? extends T> question) {
    return host.enter(room -> question.apply(type.cast(room)));
  }
}
