package dev.rondo.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, who waits to be let in, and what became of whom since the game was told last. The
 * game is told of each arrow once and in its order: {@code onJoin}, then {@code onDrop} and
 * {@code onResume} in turns, then {@code onLeave}; and of those who went before they were let in, nothing.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> as many sessions as seats were given.
 */
final class Roster {
  private final Room<?, ?, ?, ?, ?, ?> room;
  private final Hooks hooks;
  private final ArrayDeque<Session> arriving = new ArrayDeque<>();
  private final List<Preparing> preparing = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<Player> players = new ArrayList<>();
  private final List<Player> playersView = Collections.unmodifiableList(players);
  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  private enum Kind {
    DROP,
    RESUME,
    LEAVE
  }

  /** An arrow that the game has not been told of. */
  private record Change(Session session, Kind kind) {}

  /** Somebody whose join waits for something outside. */
  private record Preparing(Session session, Async work) {}

  Roster(Room<?, ?, ?, ?, ?, ?> room, Hooks hooks) {
    this.room = room;
    this.hooks = hooks;
  }

  List<Session> sessions() {
    return sessions;
  }

  List<Player> players() {
    return playersView;
  }

  /** Whether the game was told of a join. */
  boolean plays(Session session) {
    return sessions.contains(session);
  }

  void arriving(Session session) {
    arriving.add(session);
  }

  void dropped(Session session) {
    changes.add(new Change(session, Kind.DROP));
  }

  void resumed(Session session) {
    changes.add(new Change(session, Kind.RESUME));
  }

  void departing(Session session) {
    changes.add(new Change(session, Kind.LEAVE));
  }

  /** Finds who comes back, among those who play. */
  @Nullable
  Session find(int playerId) {
    for (Session session : sessions) {
      if (session.playerId() == playerId && session.departure() == null) {
        return session;
      }
    }
    return null;
  }

  /** Tells the game what became of whom. */
  void settle() {
    for (Change change = changes.poll(); change != null; change = changes.poll()) {
      Session session = change.session();
      if (sessions.contains(session)) {
        Player player = session.player();
        switch (change.kind()) {
          case DROP -> hooks.call("onDrop", player, () -> room.deliverDrop(player));
          case RESUME -> hooks.call("onResume", player, () -> room.deliverResume(player));
          case LEAVE -> {
            sessions.remove(session);
            players.remove(player);
            hooks.call("onLeave", player, () -> room.deliverLeave(player, session.reason()));
            session.feed().close();
          }
        }
      }
    }
  }

  /** Lets in who has arrived, and those who have waited long enough. */
  void admit() {
    admitPrepared();
    // One stays in the queue while the game is asked, to be told if the room ends over it.
    for (Session session = arriving.peek(); session != null; session = arriving.peek()) {
      if (session.departure() == null) {
        prepare(session);
      }
      arriving.remove();
      admitPrepared();
    }
  }

  private void prepare(Session session) {
    if (!hooks.call("the player's constructor", null, () -> session.play(room.newPlayer()))) {
      session.depart(LeaveReason.ROOM_FAILED, "The room failed");
      return;
    }
    Player player = session.player();
    Verdict verdict = hooks.ask(
        "validateJoin", player, () -> room.deliverValidateJoin(session.join()), Verdict.THREW);
    if (!verdict.accepted()) {
      session.depart(
          verdict == Verdict.THREW ? LeaveReason.ROOM_FAILED : LeaveReason.RULE_BROKEN,
          verdict.why());
      return;
    }
    Async work = hooks.ask(
        "beforeJoin",
        player,
        () -> room.deliverBeforeJoin(player, session.join()),
        Async.failure());
    preparing.add(new Preparing(session, work));
  }

  /** In the order of their arrival among those who are ready; who still waits holds up nobody else. */
  private void admitPrepared() {
    for (Iterator<Preparing> each = preparing.iterator(); each.hasNext(); ) {
      Preparing next = each.next();
      if (next.session().departure() != null) {
        each.remove();
      } else if (next.work().failed()) {
        each.remove();
        next.session()
            .depart(LeaveReason.NOT_ADMITTED, "What the room waits for before a join has failed");
      } else if (next.work().done()) {
        each.remove();
        join(next.session());
      }
    }
  }

  private void join(Session session) {
    Player player = session.player();
    sessions.add(session);
    players.add(player);
    if (!hooks.call("onJoin", player, () -> room.deliverJoin(player, session.join()))) {
      session.depart(LeaveReason.ROOM_FAILED, "The room failed"); // half a player is none
    }
  }

  /** Those whose join waits for something outside. */
  void forEachPreparing(Consumer<Session> action) {
    preparing.forEach(waiting -> action.accept(waiting.session()));
  }

  /** Puts everybody out. */
  void end(LeaveReason reason, String text) {
    arriving.forEach(session -> session.depart(reason, text));
    forEachPreparing(session -> session.depart(reason, text));
    sessions.forEach(session -> session.depart(reason, text));
    while (!changes.isEmpty()) {
      settle();
    }
  }
}
