package dev.rondo.server;

import com.google.protobuf.Empty;
import dev.rondo.room.InputView;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.sync.State;
import dev.rondo.test.duel.Duel;

/** A kind of room that no server of the tests has. */
abstract class StrangerRoom extends Room<Player, Empty, InputView, Empty, Empty, Empty> {
  StrangerRoom() {
    super(Nobody::new, Duel.getDefaultInstance(), InputView::none, State.none());
  }

  private static final class Nobody extends Player {}
}
