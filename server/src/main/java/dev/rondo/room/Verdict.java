package dev.rondo.room;

import java.util.Objects;

/** What a room thinks of a message before it acts on it. */
public final class Verdict {
  /** What counts when the room's code threw instead of coming to one. */
  static final Verdict THREW = new Verdict(Kind.IGNORE, "The room's code threw");

  private static final Verdict ACCEPTED = new Verdict(Kind.ACCEPT, "");

  private final Kind kind;
  private final String why;

  private enum Kind {
    ACCEPT,
    IGNORE,
    REFUSE
  }

  private Verdict(Kind kind, String why) {
    this.kind = kind;
    this.why = why;
  }

  /**
   * The message is fine.
   *
   * @return the verdict
   */
  public static Verdict accept() {
    return ACCEPTED;
  }

  /**
   * The message counts as if it had never come; one that asked fails with {@code invalid}, and a join is
   * refused. For what an honest client may send, such as a shot at somebody who has just left.
   *
   * @param why one sentence, for the client's code
   * @return the verdict
   */
  public static Verdict ignore(String why) {
    return new Verdict(Kind.IGNORE, Objects.requireNonNull(why, "why"));
  }

  /**
   * The player is let go (1008). For what no honest client sends.
   *
   * @param why one sentence for the log of the client's developer
   * @return the verdict
   */
  public static Verdict refuse(String why) {
    return new Verdict(Kind.REFUSE, Objects.requireNonNull(why, "why"));
  }

  boolean accepted() {
    return kind == Kind.ACCEPT;
  }

  boolean refused() {
    return kind == Kind.REFUSE;
  }

  String why() {
    return why;
  }
}
