package dev.rondo.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.client.ClientSession;
import dev.rondo.client.Closed;
import dev.rondo.client.RoomAdapter;
import dev.rondo.client.RoomStatus;
import dev.rondo.protocol.v1.Resume;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A player's client in a test. It numbers, waits, acknowledges, sends again and resumes as the client of
 * {@code dev.rondo.client} does, because it is that client. What it is told to do between two ticks leaves
 * in one frame, when the test lets time pass.
 *
 * <p><b>Threads:</b> the test's.
 *
 * @param <S> the contract's state message
 * @param <E> the contract's event message
 */
public final class TestClient<S extends Message, E extends Message> {
  private static final int REQUEST_MILLIS = 10_000;

  private final String name;
  private final RoomTester<?, S, E> tester;
  private final ClientSession<S, E> session;
  private final List<Heard<E>> heard = new ArrayList<>();
  private NetworkProfile network;
  private @Nullable VirtualConnection connection;
  private boolean connecting;
  private boolean autoResume;
  private int missed;
  private @Nullable Closed closed;

  TestClient(String name, RoomTester<?, S, E> tester, NetworkProfile network, boolean autoResume) {
    this.name = name;
    this.tester = tester;
    this.network = network;
    this.autoResume = autoResume;
    session = new ClientSession<>(tester.contract(), tester::clientNanos, new Listener());
  }

  // What is.

  /**
   * Returns the name with which the client joined.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the player's id.
   *
   * @return the id, 100 or more; 0 before the first frame
   */
  public int playerId() {
    return session.playerId();
  }

  /**
   * Returns where the stay stands.
   *
   * @return the status
   */
  public RoomStatus status() {
    return session.status();
  }

  /**
   * Returns the newest tick that the client has seen.
   *
   * @return the tick; 0 before the first frame
   */
  public int tick() {
    return session.tick();
  }

  /**
   * Returns the state as this client sees it.
   *
   * @return the state, entities in the order of their ids
   */
  public S state() {
    return session.state();
  }

  /**
   * Returns what this client was told, from the first event on.
   *
   * @return a view that grows
   */
  public List<E> events() {
    return new AbstractList<>() {
      @Override
      public E get(int index) {
        return heard.get(index).event();
      }

      @Override
      public int size() {
        return heard.size();
      }
    };
  }

  /**
   * Returns what this client was told last.
   *
   * @return the newest event
   * @throws NoSuchElementException if it was told nothing
   */
  public E lastEvent() {
    if (heard.isEmpty()) {
      throw new NoSuchElementException(name + " has heard of no event");
    }
    return heard.get(heard.size() - 1).event();
  }

  /**
   * Returns what this client was told, with the ticks and the attachments.
   *
   * @return a view that grows
   */
  public List<Heard<E>> heard() {
    return Collections.unmodifiableList(heard);
  }

  /**
   * Returns how many events and replies were forgotten while the client was away.
   *
   * @return the number of all times together
   */
  public int missed() {
    return missed;
  }

  /**
   * Returns how the stay ended.
   *
   * @return the end, or nothing while it goes on
   */
  public Optional<Closed> closed() {
    return Optional.ofNullable(closed);
  }

  // What a player does.

  /**
   * Says what the player wants to do: the newest counts, at most one a tick.
   *
   * @param input the contract's input message
   */
  public void input(Message input) {
    session.input(input);
  }

  /**
   * Sends a command.
   *
   * @param command the contract's command message
   * @return when the server has received it; fails if the stay ends before
   * @throws dev.rondo.client.RondoException {@code queue_full}, {@code too_long}, {@code closed}
   */
  public CompletionStage<Void> send(Message command) {
    return session.send(command);
  }

  /**
   * Sends a command and asks for the reply, for 10 seconds.
   *
   * @param command the contract's command message, of a case that its reply message has too
   * @param reply the class of what that case of the reply holds
   * @param <R> the reply
   * @return the reply; fails with a {@link dev.rondo.client.RequestFailedException} if the room refuses or
   *     does not answer in time
   * @throws dev.rondo.client.RondoException {@code queue_full}, {@code too_long}, {@code closed}
   */
  public <R> CompletionStage<R> request(Message command, Class<R> reply) {
    return session.request(command, reply, REQUEST_MILLIS);
  }

  /**
   * Sends a command with bytes that are too many for a frame.
   *
   * @param command the contract's command message
   * @param attachment the bytes
   * @return when the server has received all of it; fails if the stay ends before
   * @throws dev.rondo.client.RondoException {@code queue_full}, {@code too_long}, {@code closed}
   */
  public CompletionStage<Void> attach(Message command, ByteString attachment) {
    return session.attach(command, attachment);
  }

  /**
   * Leaves for good, once what waits was sent.
   *
   * @return how the stay ended, once it has
   */
  public CompletionStage<Closed> leave() {
    return session.leave();
  }

  // What the network does.

  /**
   * Changes how good the network is, for what is sent from now on.
   *
   * @param profile how good
   */
  public void network(NetworkProfile profile) {
    network = profile;
    if (connection != null) {
      connection.network(profile);
    }
  }

  /**
   * Loses the connection; both sides hear of it now, and what is under way is lost.
   *
   * @throws IllegalStateException if there is none
   */
  public void drop() {
    open().breakOff();
  }

  /**
   * Loses the connection so that neither side hears of it. The client notices when nothing has come for 3
   * seconds, the server when its pings were not answered, or when the client comes back.
   *
   * @throws IllegalStateException if there is none
   */
  public void unplug() {
    VirtualConnection unplugged = open();
    unplugged.cut();
    tester.pinging(unplugged);
  }

  /**
   * Holds up all that is under way and all that follows, in both directions; then it arrives at once. It
   * is what a tunnel does, as long as both sides are patient.
   *
   * @param time for how long
   * @throws IllegalStateException if there is no connection
   */
  public void stall(Duration time) {
    VirtualConnection stalled = open();
    stalled.hold(tester.loop().nanoTime() + time.toNanos());
    tester.pinging(stalled);
  }

  /**
   * Comes back on a new connection. If the client has one still, it gives that up without a word to the
   * server, as a telephone does that goes from one network to another.
   *
   * @throws IllegalStateException if the client comes back already, or the stay is over
   */
  public void resume() {
    if (connecting) {
      throw new IllegalStateException(name + " connects already");
    }
    if (connection != null && connection.isOpen()) {
      connection.abandon();
      tester.pinging(connection);
    }
    if (session.status() != RoomStatus.RECONNECTING) {
      throw new IllegalStateException(name + " cannot come back: " + session.status()
          + " (expected: a player who was let in and has not gone)");
    }
    comeBack(Duration.ZERO);
  }

  /**
   * Says whether the client comes back by itself when it has lost its connection, a random moment of up to
   * 250 ms after.
   *
   * @param byItself whether it does
   */
  public void autoResume(boolean byItself) {
    autoResume = byItself;
  }

  // What the tester does.

  /** Goes into the room. */
  void join(Message join) {
    connect(Duration.ZERO, end -> tester.doorway().join(end, join));
  }

  /** Does what is due between two ticks. */
  void act() {
    session.run();
    if (autoResume && !connecting && isLost()) {
      comeBack(tester.aMoment());
    }
  }

  private boolean isLost() {
    return session.status() == RoomStatus.RECONNECTING
        && (connection == null || !connection.isOpen());
  }

  private void comeBack(Duration pause) {
    connect(pause, end -> {
      if (session.status() != RoomStatus.RECONNECTING) {
        return null; // it took too long
      }
      Resume resume = session.resume();
      return tester.doorway().resume(end, resume);
    });
  }

  /** Takes a round trip for the seat and one for the WebSocket. */
  private void connect(Duration pause, Function<Connection, @Nullable Inbound> enter) {
    connecting = true;
    Duration time = pause.plus(network.latency().multipliedBy(4));
    if (time.isZero()) {
      open(enter);
    } else {
      tester.loop().at(tester.loop().nanoTime() + time.toNanos(), () -> open(enter));
    }
  }

  private void open(Function<Connection, @Nullable Inbound> enter) {
    connecting = false;
    VirtualConnection next = tester.newConnection(name, session);
    next.network(network);
    Inbound room = enter.apply(next.serverEnd());
    if (room == null) {
      session.giveUp("The server has no place for this player anymore.");
    } else {
      connection = next;
      next.open(room);
    }
  }

  private VirtualConnection open() {
    if (connection == null || !connection.isOpen()) {
      throw new IllegalStateException(name + " has no connection");
    }
    return connection;
  }

  private final class Listener extends RoomAdapter<E> {
    @Override
    public void onEvent(E event, int tick, @Nullable ByteString attachment) {
      heard.add(new Heard<>(event, tick, attachment));
    }

    @Override
    public void onResumed(int count) {
      missed += count;
    }

    @Override
    public void onClosed(Closed how) {
      closed = how;
    }
  }
}
