package dev.rondo.lobby;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where each player of all rooms stands, by what the game was told. */
final class Ledger {
  private final Map<String, State> players = new TreeMap<>();
  private final List<String> wrongs = new ArrayList<>();

  enum State {
    UNKNOWN,
    PLAYING,
    AWAY,
    GONE
  }

  void moves(String room, int player, State from, State to) {
    String name = room + "/" + player;
    State before = players.getOrDefault(name, State.UNKNOWN);
    if (before != from) {
      wrongs.add(name + " went from " + before + " to " + to);
    }
    players.put(name, to);
  }

  void leaves(String room, int player) {
    State before = players.getOrDefault(room + "/" + player, State.UNKNOWN);
    moves(room, player, before == State.AWAY ? State.AWAY : State.PLAYING, State.GONE);
  }

  /** The arrows that the game should not have seen. */
  List<String> wrongs() {
    return wrongs;
  }

  long count(State state) {
    return players.values().stream().filter(state::equals).count();
  }

  int size() {
    return players.size();
  }
}
