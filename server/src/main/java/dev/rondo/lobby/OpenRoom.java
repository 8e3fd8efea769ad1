package dev.rondo.lobby;

import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomType;

/** A room as the lobby sees it: how many of its places are taken, by players and by seats. */
final class OpenRoom {
  private final int number;
  private final RoomType type;
  private final RoomHost host;
  private int taken;

  OpenRoom(int number, RoomType type, RoomHost host) {
    this.number = number;
    this.type = type;
    this.host = host;
  }

  /** Counts up with each room that is made. */
  int number() {
    return number;
  }

  RoomType type() {
    return type;
  }

  RoomHost host() {
    return host;
  }

  int taken() {
    return taken;
  }

  boolean full() {
    return taken >= type.options().maxPlayers();
  }

  void take() {
    taken++;
  }

  void giveBack() {
    taken--;
  }
}
