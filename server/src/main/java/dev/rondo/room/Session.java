package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.sync.Entity;
import dev.rondo.sync.View;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One player's stay in a room, from the join to the leave, over all the connections that it takes.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
final class Session {
  private final RoomHost host;
  private final Stay stay;
  private final int playerId;
  private final Message join;
  private final Inbox inbox;
  private final Feed feed;

  private @Nullable Player player;
  private @Nullable Link link;
  private @Nullable LeaveReason departure;
  private @Nullable RoomTimer grace;
  private int openRequests;

  Session(RoomHost host, Stay stay, int playerId, Message join) {
    this.host = host;
    this.stay = stay;
    this.playerId = playerId;
    this.join = join;
    inbox = new Inbox(host, this);
    feed = new Feed(host, this, inbox);
  }

  int playerId() {
    return playerId;
  }

  Message join() {
    return join;
  }

  Inbox inbox() {
    return inbox;
  }

  Feed feed() {
    return feed;
  }

  /** Gets the game's own kind of player. */
  void play(Player as) {
    as.joined(this);
    player = as;
    feed.look(as);
  }

  void own(Entity entity) {
    if (departure == null) {
      feed.view().own(entity);
    } else {
      View.disown(entity); // whoever had it gives it up, and who leaves keeps nothing
    }
  }

  Player player() {
    if (player == null) {
      throw new IllegalStateException("player " + playerId + " was not let in yet");
    }
    return player;
  }

  boolean connected() {
    return link != null;
  }

  // The arrows of docs/rooms.md: connect, lose, connect again, depart.

  /** Takes a connection, in place of the one that there may still be. */
  Inbound connect(Connection connection) {
    if (link != null) {
      drop(LeaveReason.REPLACED, "Another connection of this player took over");
    }
    if (grace != null) {
      grace.cancel();
      grace = null;
      host.roster().resumed(this);
    }
    link = new Link(connection);
    feed.connect(connection, graceful() ? stay.newToken() : "");
    return link;
  }

  /** The connection cannot go on: a drop where the player may come back on another one, else a leave. */
  void refuse(LeaveReason reason, String text) {
    if (departure != null) {
      return;
    }
    if (reason.resumable() && graceful() && host.roster().plays(this)) {
      drop(reason, text);
    } else {
      depart(reason, text);
    }
  }

  /** Whether the room keeps a player's place at all; without that nobody can take over either. */
  private boolean graceful() {
    return host.options().graceSeconds() > 0;
  }

  private void drop(LeaveReason reason, String text) {
    disconnect(reason, text);
    feed.disconnect();
    inbox.letGo();
    host.roster().dropped(this);
    grace = host.clock()
        .framework(
            Duration.ofSeconds(host.options().graceSeconds()),
            () -> depart(reason, "The grace period is over"));
  }

  /** Ends the player's part in the match at the next chance; the first reason counts. */
  void depart(LeaveReason reason, String text) {
    if (departure != null) {
      return;
    }
    departure = reason;
    host.roster()
        .departing(this); // first: whatever the connection does, the player leaves the match
    stay.ended();
    if (grace != null) {
      grace.cancel();
    }
    disconnect(reason, text);
  }

  private void disconnect(LeaveReason reason, String text) {
    if (link != null) {
      Connection connection = link.connection;
      link = null;
      connection.close(reason, text);
    }
  }

  /** Why the player leaves, or null while in the room. */
  @Nullable
  LeaveReason departure() {
    return departure;
  }

  /** Why the player left. */
  LeaveReason reason() {
    if (departure == null) {
      throw new IllegalStateException("player " + playerId + " has not left");
    }
    return departure;
  }

  // Requests and attachments.

  /** Opens a request, or refuses the player who has too many. */
  @Nullable
  Asked ask(Spoken command) {
    int limit = host.limits().requestQueue();
    if (openRequests == limit) {
      depart(
          LeaveReason.RULE_BROKEN,
          "More than " + limit + " commands wait for their reply; ask less, or raise requestQueue");
      return null;
    }
    openRequests++;
    return new Asked(host, this, command);
  }

  void answered() {
    openRequests--;
  }

  void say(Notice notice) {
    if (departure == null) {
      feed.say(notice);
    }
  }

  void attach(Message event, ByteString data) {
    if (departure == null) {
      feed.attach(event, data);
    }
  }

  /** One of the player's connections. What comes from it once another has taken over is not heard. */
  private final class Link implements Inbound {
    private final Connection connection;
    private boolean heard;

    Link(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void receive(ByteBuf frame) {
      if (link != this) {
        return;
      }
      if (!heard) {
        heard = true;
        stay.keepNewestToken();
      }
      try {
        inbox.receive(frame);
      } catch (MalformedFrameException e) {
        depart(LeaveReason.UNREADABLE, "The frame cannot be read: " + e.getMessage());
      } catch (RuleBrokenException e) {
        depart(LeaveReason.RULE_BROKEN, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void refuse(LeaveReason reason, String text) {
      if (link == this) {
        Session.this.refuse(reason, text);
      }
    }

    @Override
    public void disconnected() {
      refuse(LeaveReason.LOST, "");
    }
  }
}
