package dev.rondo.benchmarks;

/**
 * When which tick was seen: in a room as it began, or at a player as its frame came.
 *
 * <p><b>Threads:</b> the one that writes; another may read once that one has ended.
 *
 * <p><b>Allocation:</b> none after it was made.
 *
 * <p><b>Bound:</b> {@code capacity} entries; what would come after them is left out.
 */
final class Timeline {
  private final Recording recording;
  private final long[] nanos;
  private final int[] ticks;
  private int size;

  Timeline(Recording recording, int capacity) {
    this.recording = recording;
    nanos = new long[capacity];
    ticks = new int[capacity];
  }

  /** Notes that a tick is seen now, if the recording runs. */
  void mark(int tick) {
    if (recording.running() && size < nanos.length) {
      mark(tick, System.nanoTime());
    }
  }

  void mark(int tick, long nanoTime) {
    nanos[size] = nanoTime;
    ticks[size++] = tick;
  }

  int size() {
    return size;
  }

  /** How long after the first entry this one is. */
  long nanos(int index) {
    return nanos[index] - nanos[0];
  }

  /** How many ticks after that of the first entry this one's is. */
  int ticks(int index) {
    return ticks[index] - ticks[0];
  }
}
