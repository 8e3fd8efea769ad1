package dev.rondo.room;

/**
 * A call to the outside of a room that is under way: {@link Room#async}.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public final class Async {
  private static final Async NOTHING = new Async(State.DONE, () -> {});
  private static final Async FAILURE = new Async(State.FAILED, () -> {});

  private final Runnable onCancel;
  private State state;

  private enum State {
    WAITING,
    DONE,
    FAILED
  }

  private Async(State state, Runnable onCancel) {
    this.state = state;
    this.onCancel = onCancel;
  }

  /**
   * Nothing to wait for, for a {@link Room#beforeJoin} that needs nothing from outside.
   *
   * @return a call that is done
   */
  public static Async nothing() {
    return NOTHING;
  }

  static Async failure() {
    return FAILURE;
  }

  static Async waiting(Runnable onCancel) {
    return new Async(State.WAITING, onCancel);
  }

  /**
   * Says whether its result has come and the room was called back with it.
   *
   * @return false while it is under way, and when it has failed
   */
  public boolean done() {
    return state == State.DONE;
  }

  /**
   * Says whether its result will not come: it has failed, took too long, or was cancelled.
   *
   * @return true once that is so
   */
  public boolean failed() {
    return state == State.FAILED;
  }

  /** Hears nothing of it anymore, neither result nor failure. What runs outside is not stopped. */
  public void cancel() {
    if (state == State.WAITING) {
      state = State.FAILED;
      onCancel.run();
    }
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  void ended(boolean well) {
    state = well ? State.DONE : State.FAILED;
  }
}
