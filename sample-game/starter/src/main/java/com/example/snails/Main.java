package com.example.snails;

import dev.rondo.server.GameServer;

/** Opens the garden, and serves the page. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    GameServer server = GameServer.builder()
        .room("snails", SnailsRoom::new, room -> room.tickRate(30).maxPlayers(20))
        .staticFiles("web")
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("The garden is open at " + server.url() + " (Ctrl-C closes it)");
  }
}
