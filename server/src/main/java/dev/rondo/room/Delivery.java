package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Gives the game what its players have sent, in a tick: commands first, then inputs, player by player. Each
 * is asked for its verdict before.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
final class Delivery {
  private final Room<?, ?, ?, ?, ?, ?> room;
  private final Hooks hooks;
  private final Roster roster;

  Delivery(Room<?, ?, ?, ?, ?, ?> room, Hooks hooks, Roster roster) {
    this.room = room;
    this.hooks = hooks;
    this.roster = roster;
  }

  /** Delivers the commands that came since the last tick. */
  void commands() {
    for (Session session : roster.sessions()) {
      Inbox inbox = session.inbox();
      for (Spoken spoken = inbox.nextCommand(); spoken != null; spoken = inbox.nextCommand()) {
        deliver(session, spoken);
      }
    }
  }

  private void deliver(Session session, Spoken spoken) {
    Player player = session.player();
    Message command = spoken.command();
    Asked request = spoken.asks() ? session.ask(spoken) : null;
    if (session.departure() != null) {
      return;
    }
    if (!Incoming.isKnown(command)) {
      if (request != null) {
        request.fail(Asked.INVALID, "This room's contract is older and has no such command");
      }
      return;
    }
    Verdict verdict = hooks.ask(
        "validateCommand",
        player,
        () -> room.deliverValidateCommand(player, command),
        Verdict.THREW);
    if (session.departure() != null) {
      return; // the validation itself has put the player out
    }
    if (verdict.refused()) {
      session.depart(LeaveReason.RULE_BROKEN, verdict.why());
    } else if (!verdict.accepted()) {
      if (request != null) {
        String code = verdict == Verdict.THREW ? Asked.FAILED : Asked.INVALID;
        request.fail(code, verdict.why());
      }
    } else {
      give(player, spoken, request);
    }
  }

  private void give(Player player, Spoken spoken, @Nullable Asked request) {
    Message command = spoken.command();
    ByteString attachment = spoken.attachment();
    if (request != null) {
      if (!hooks.call(
          "onRequest", player, () -> room.deliverRequest(player, command, Request.of(request)))) {
        request.fail(Asked.FAILED, Verdict.THREW.why());
      }
    } else if (attachment != null) {
      hooks.call("onAttachment", player, () -> room.deliverAttachment(player, command, attachment));
    } else {
      hooks.call("onCommand", player, () -> room.deliverCommand(player, command));
    }
  }

  /**
   * Delivers inputs, or what stands for one that has not come.
   *
   * @param most how many of a player's inputs a tick takes
   */
  void inputs(int most) {
    for (Session session : roster.sessions()) {
      Inbox inbox = session.inbox();
      int inputs = Math.max(1, Math.min(inbox.waitingInputs(), most));
      for (int i = 0; i < inputs && inbox.takesInputs(); i++) {
        deliver(session, inbox.takeInput());
      }
    }
  }

  private void deliver(Session session, InputView input) {
    Player player = session.player();
    Verdict verdict = hooks.ask(
        "validateInput", player, () -> room.deliverValidateInput(player, input), Verdict.THREW);
    if (verdict.accepted() && session.departure() == null) {
      hooks.call("onInput", player, () -> room.deliverInput(player, input));
    } else if (verdict.refused()) {
      session.depart(LeaveReason.RULE_BROKEN, verdict.why());
    }
  }
}
