package dev.rondo.room;

/**
 * What a room asks of the lobby for one player: the secrets that the player comes back with, and to free
 * the place in the end. All methods are called on the room's loop.
 */
public interface Stay {

  /**
   * Makes a secret with which the player can come back; those before it stay good.
   *
   * @return the resume token
   */
  String newToken();

  /** The client has the newest token: those before it are worth nothing from now on. */
  void keepNewestToken();

  /** The player has left: the place is free, and no token is good anymore. Called once. */
  void ended();
}
