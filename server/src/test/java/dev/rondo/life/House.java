package dev.rondo.life;

import dev.rondo.client.RoomStatus;
import dev.rondo.room.RoomOptions;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A room and the way to it, wherever it runs. */
interface House extends AutoCloseable {
  /** What a room of these tests is run with. */
  UnaryOperator<RoomOptions> OPTIONS =
      room -> room.tickRate(60).maxPlayers(8).graceSeconds(1).attachmentBytes(0);

  /** Somebody wants to come in; what comes of it shows later. */
  Guest join(String name);

  /** Has the room do something. */
  void inTheRoom(Consumer<LifeRoom> deed);

  /** Lets time pass until something holds; fails if it never does. */
  void await(String what, BooleanSupplier condition);

  /** Lets so much time pass, in which nothing should happen. */
  void awaitTicks(int ticks);

  /** The server stops. */
  void stop();

  @Override
  void close();

  /** A player's side. */
  interface Guest {

    /** Where the client stands. */
    RoomStatus status();

    /** Who this is in the room; 0 as long as the client does not know. */
    int player();

    /** By which name the client knows its end, once it has come. */
    Optional<String> end();

    /** Leaves for good. */
    void leave();

    /** Sends what no honest client would. */
    void breakARule();

    /** Sends what makes the room's code throw. */
    void upset();

    /** The connection breaks, and the client stays away. */
    void lose();

    /** The client may come back. */
    void comeBack();

    /** The client's side of the connection breaks, the server's does not hear of it, and the client comes back. */
    void loseUnnoticedAndComeBack();
  }
}
