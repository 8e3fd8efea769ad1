package dev.rondo.truth;

import dev.rondo.room.Player;

/** Somebody who looks at the room. */
final class Viewer extends Player {
  String name = "";
  /** What the room's predicate goes by. */
  int group;
}
