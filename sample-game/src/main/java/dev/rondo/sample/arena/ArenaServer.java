package dev.rondo.sample.arena;

import dev.rondo.server.GameServer;

/** Starts the arena. Run this class from an IDE, or {@code mvn -Pplay}. */
public final class ArenaServer {
  private ArenaServer() {}

  /**
   * Starts the server and prints where it is.
   *
   * @param args none
   */
  public static void main(String[] args) {
    try {
      GameServer server = builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "rondo-stop"));
      System.out.println("Arena is at " + server.url() + " (Ctrl-C ends it)");
    } catch (IllegalStateException | IllegalArgumentException e) {
      System.err.println(
          e.getMessage()); // a sentence that says what to do; a stack would only hide it
      System.exit(1);
    }
  }

  /** The server as it is played on: one room type, and the page. */
  static GameServer.Builder builder() {
    return GameServer.builder()
        .room("arena", ArenaRoom::new, room -> room.tickRate(30).maxPlayers(12))
        .staticFiles("web");
  }
}
