package dev.rondo.testing;

import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Resume;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.RoomHost;
import dev.rondo.room.Stay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How clients get into a room, and back into it: what the lobby is to a server, for one room. */
final class Doorway {
  private final RoomHost host;
  private final Map<String, Integer> players = new HashMap<>();
  private int taken;

  Doorway(RoomHost host) {
    this.host = host;
  }

  /**
   * Takes a place in the room.
   *
   * @throws IllegalStateException if there is none
   */
  void takePlace() {
    if (host.closed()) {
      throw new IllegalStateException("the room has ended; nobody can join it anymore");
    }
    int places = host.options().maxPlayers();
    if (taken == places) {
      throw new IllegalStateException(
          "all " + places + " places of the room are taken (maxPlayers). Raise it in the options.");
    }
    taken++;
  }

  /** Goes to a place that was taken; null if the room has ended meanwhile. */
  @Nullable
  Inbound join(Connection connection, Message join) {
    if (host.closed()) {
      taken--;
      return null;
    }
    return host.join(connection, BookedStay::new, join);
  }

  /** Goes back to a place; null if it is not there anymore. */
  @Nullable
  Inbound resume(Connection connection, Resume resume) {
    Integer player = players.get(resume.getToken());
    return player == null ? null : host.resume(player, connection, resume.getApplied());
  }

  private final class BookedStay implements Stay {
    private final int player;
    private final List<String> tokens = new ArrayList<>();
    private int made;

    BookedStay(int player) {
      this.player = player;
    }

    @Override
    public String newToken() {
      String token = "player-" + player + "-" + ++made;
      tokens.add(token);
      players.put(token, player);
      return token;
    }

    @Override
    public void keepNewestToken() {
      forget(Math.max(0, tokens.size() - 1)); // there is none in a room without a grace period
    }

    @Override
    public void ended() {
      forget(tokens.size());
      taken--;
    }

    private void forget(int oldest) {
      List<String> old = tokens.subList(0, oldest);
      old.forEach(players::remove);
      old.clear();
    }
  }
}
