package dev.rondo.server;

import com.google.protobuf.Empty;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.test.duel.Duel;

/** A kind of room that no server of the tests has. */
abstract class StrangerRoom extends Room<Player, Empty, Empty, Empty, Empty, Empty> {
  StrangerRoom() {
    super(Nobody::new, Duel.getDefaultInstance());
  }

  private static final class Nobody extends Player {}
}
