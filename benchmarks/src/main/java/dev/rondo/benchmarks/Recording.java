package dev.rondo.benchmarks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The time lines of all rooms and of all players, and whether they are being written.
 *
 * <p><b>Threads:</b> any. What is in the time lines may be read once those who write them have ended.
 */
final class Recording {
  private final int capacity;
  private final List<Timeline> rooms = new CopyOnWriteArrayList<>();
  private final List<Timeline> players = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  /**
   * Makes one that does not run yet.
   *
   * @param capacity how many entries a time line takes
   */
  Recording(int capacity) {
    this.capacity = capacity;
  }

  void run() {
    running = true;
  }

  void stop() {
    running = false;
  }

  boolean running() {
    return running;
  }

  Timeline room() {
    return add(rooms);
  }

  Timeline player() {
    return add(players);
  }

  List<Timeline> rooms() {
    return rooms;
  }

  List<Timeline> players() {
    return players;
  }

  private Timeline add(List<Timeline> lines) {
    Timeline line = new Timeline(this, capacity);
    lines.add(line);
    return line;
  }
}
