package dev.rondo.sample.dots;

import dev.rondo.server.GameServer;

/** Starts the game of the README. */
final class DotsServer {
  private DotsServer() {}

  static GameServer start() {
    // begin readme
    return GameServer.builder()
        .room("dots", DotsRoom::new, room -> room.tickRate(30).maxPlayers(16))
        .start();
    // end readme
  }
}
