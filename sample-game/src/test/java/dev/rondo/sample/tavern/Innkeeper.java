package dev.rondo.sample.tavern;

import dev.rondo.server.GameServer;
import org.springframework.stereotype.Service;

/** Speaks to all rooms; what a controller or a scheduled job calls. */
// begin integration
@Service
class Innkeeper {
  private final GameServer server;

  Innkeeper(GameServer server) {
    this.server = server;
  }

  /** Returns how many rooms will hear it at their next tick. */
  int lastOrders() {
    return server.announce(TavernRoom.class, room -> room.say("The innkeeper", "Last orders!"));
  }
}
// end integration
