package dev.rondo.room;

import java.util.ArrayList;
import java.util.List;

/** A player's stay that keeps what the room asks of the lobby. */
final class RecordedStay implements Stay {
  private final List<String> tokens = new ArrayList<>();
  private int made;
  private int ended;

  @Override
  public String newToken() {
    tokens.add("token-" + ++made);
    return "token-" + made;
  }

  @Override
  public void keepNewestToken() {
    tokens.subList(0, Math.max(0, tokens.size() - 1)).clear();
  }

  @Override
  public void ended() {
    ended++;
  }

  /** Those that are good now. */
  List<String> tokens() {
    return tokens;
  }

  int timesEnded() {
    return ended;
  }
}
