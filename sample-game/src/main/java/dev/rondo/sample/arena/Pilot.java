package dev.rondo.sample.arena;

import dev.rondo.room.Player;

/** Somebody who flies a ship. */
final class Pilot extends Player {
  private static final int CHAT_MESSAGES = 5;
  private static final double CHAT_SECONDS = 4;

  private Ship ship;
  private double chatted;

  Pilot() {
    ship = new Ship("", 0); // until the room gives it one, in onJoin
  }

  Ship ship() {
    return ship;
  }

  void board(Ship boarded) {
    ship = boarded;
  }

  /** Counts a message, and says whether that was one too many in so short a time. */
  boolean floodsChat() {
    chatted++;
    return chatted > CHAT_MESSAGES;
  }

  void calmDown(double seconds) {
    chatted = Math.max(0, chatted - seconds * CHAT_MESSAGES / CHAT_SECONDS);
  }
}
