package dev.rondo.lobby;

import dev.rondo.room.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The players who can come back, by the secrets that they hold. Nothing here expires by itself: a room
 * decides how long it keeps a player, and with the player the secrets go.
 *
 * <p><b>Threads:</b> the rooms' loops write, each its own players; the front loop reads.
 *
 * <p><b>Bound:</b> {@value #TOKENS} for each player.
 */
final class ResumeBook {
  private static final int TOKENS = 8;

  private final Map<String, Stayer> stayers = new ConcurrentHashMap<>();

  /** A player in a room. */
  record Stayer(OpenRoom room, int playerId) {}

  /**
   * Begins the stay of a player.
   *
   * @param onEnd called once, when it has ended
   */
  Stay begin(OpenRoom room, int playerId, Runnable onEnd) {
    return new BookedStay(new Stayer(room, playerId), onEnd);
  }

  /** Finds who holds a secret, or null if nobody does. */
  @Nullable
  Stayer find(String token) {
    return stayers.get(token);
  }

  int size() {
    return stayers.size();
  }

  private final class BookedStay implements Stay {
    private final Stayer stayer;
    private final Runnable onEnd;
    private final List<String> tokens = new ArrayList<>();

    BookedStay(Stayer stayer, Runnable onEnd) {
      this.stayer = stayer;
      this.onEnd = onEnd;
    }

    /**
     * The client is known to have the oldest; of those after it the newest are the likelier ones, should
     * many connections have broken before their first frame.
     */
    @Override
    public String newToken() {
      if (tokens.size() == TOKENS) {
        forget(1);
      }
      String token = Tokens.next();
      tokens.add(token);
      stayers.put(token, stayer);
      return token;
    }

    @Override
    public void keepNewestToken() {
      while (tokens.size() > 1) {
        forget(0);
      }
    }

    @Override
    public void ended() {
      while (!tokens.isEmpty()) {
        forget(0);
      }
      onEnd.run();
    }

    private void forget(int index) {
      stayers.remove(tokens.remove(index));
    }
  }
}
