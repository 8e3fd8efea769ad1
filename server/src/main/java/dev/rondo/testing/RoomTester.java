package dev.rondo.testing;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.rondo.client.ClientSession;
import dev.rondo.client.Contract;
import dev.rondo.room.Fault;
import dev.rondo.room.Incoming;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.room.Room;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.room.RuleBrokenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a room with its players on virtual time, for the tests of a game.
 *
 * <pre>{@code
 * try (var tester = RoomTester.of(DotsRoom::new)
 *     .options(room -> room.tickRate(30))
 *     .joining(name -> Join.newBuilder().setName(name).build())
 *     .start()) {
 *   var ada = tester.join("Ada");
 *   tester.ticks(1);
 *   ada.input(Move.newBuilder().setDx(1).build());
 *   tester.ticks(30);
 *   assertThat(ada.state().getDots(0).getX()).isCloseTo(10, within(0.01f));
 * }
 * }</pre>
 *
 * <p>The test acts between two ticks. On a perfect network, which is the default, what clients were told to
 * do is in the next tick, and what a tick brings they have seen before the test goes on. The same seed and
 * the same acts give the same bytes.
 *
 * <p>What the room's code throws is thrown at the test, as a {@link RoomFaultError}, by the method that let
 * time pass.
 *
 * <p>A room runs as in a server with the same options and limits, but for what stands in front of rooms:
 * frames are not counted, and an empty room goes on.
 *
 * <p><b>Threads:</b> the test's.
 *
 * @param <R> the room
 * @param <S> the contract's state message
 * @param <E> the contract's event message
 */
public final class RoomTester<
        R extends Room<?, ?, ?, ?, S, E>, S extends Message, E extends Message>
    implements AutoCloseable {
  private static final long SECOND = 1_000_000_000;
  private static final long MOMENT_NANOS = 250_000_000;

  private final RoomOptions options;
  private final Limits limits;
  private final NetworkProfile network;
  private final boolean autoResume;
  private final boolean expectingFaults;
  private final Function<? super String, ? extends Message> joining;
  private final BiConsumer<? super String, byte[]> recorder;
  private final VirtualExecutor loop;
  private final SplittableRandom chance;
  private final R room;
  private final RoomHost host;
  private final Doorway doorway;
  private final Contract<S, E> contract;
  private final @Nullable Incoming joinRules;
  private final Message neutralJoin;
  private final List<TestClient<S, E>> clients = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private final long start;
  private long turns;
  private long clientNanos;
  private boolean testActs = true;
  private int thrownFaults;

  private RoomTester(Setup<R, S, E> setup) {
    options = setup.options;
    limits = setup.limits.build();
    network = setup.network;
    autoResume = setup.autoResume;
    expectingFaults = setup.expectingFaults;
    recorder = setup.recorder;
    loop = setup.loop == null ? new VirtualExecutor() : setup.loop;
    chance = new SplittableRandom(setup.seed);
    room = setup.newRoom.get();
    host = new RoomHost("room-1", room, options, limits, setup.seed, loop, () -> {});
    host.reportFaults(faults::add);
    doorway = new Doorway(host);
    RoomType type = new RoomType("room", setup.newRoom, options);
    contract = contractOf(type);
    joinRules = type.contract().join();
    neutralJoin = joinRules == null ? Empty.getDefaultInstance() : joinRules.neutral();
    joining = setup.joining == null ? name -> neutralJoin : setup.joining;
    start = loop.nanoTime();
    clientNanos = start;
  }

  /**
   * Sets up the test of a room.
   *
   * @param newRoom makes the room, usually a constructor; called twice, as a server does that reads the
   *     contract first
   * @param <R> the room
   * @param <S> the contract's state message
   * @param <E> the contract's event message
   * @return what to set
   */
  public static <R extends Room<?, ?, ?, ?, S, E>, S extends Message, E extends Message>
      Setup<R, S, E> of(Supplier<R> newRoom) {
    return new Setup<>(newRoom);
  }

  /**
   * Returns the room, to look at what only the server knows.
   *
   * @return the room
   */
  public R room() {
    return room;
  }

  /**
   * Says whether the room has ended.
   *
   * @return true once nobody can join anymore
   */
  public boolean ended() {
    return host.closed();
  }

  /**
   * Returns those who joined, also if they have gone, in the order in which they did.
   *
   * @return a view that grows
   */
  public List<TestClient<S, E>> clients() {
    return Collections.unmodifiableList(clients);
  }

  /**
   * Returns what the room's code has thrown.
   *
   * @return a view that grows
   */
  public List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }

  // What the test does.

  /**
   * Has a player join, who brings along what {@link Setup#joining} makes of the name.
   *
   * @param name of the client in this test, and what else the join message makes of it
   * @return the player's client
   * @throws IllegalStateException if all places are taken, or the room has ended
   * @throws IllegalArgumentException if the join message is not the contract's, or out of its bounds
   */
  public TestClient<S, E> join(String name) {
    return join(name, joining.apply(name));
  }

  /**
   * Has a player join.
   *
   * @param name of the client in this test
   * @param join the contract's join message
   * @return the player's client
   * @throws IllegalStateException if all places are taken, or the room has ended
   * @throws IllegalArgumentException if the join message is not the contract's, or out of its bounds
   */
  public TestClient<S, E> join(String name, Message join) {
    check(join);
    doorway.takePlace();
    TestClient<S, E> client = new TestClient<>(name, this, network, autoResume);
    clients.add(client);
    client.join(join);
    return client;
  }

  /**
   * Lets time pass, one tick after the other.
   *
   * @param count how many ticks, 0 or more
   * @throws RoomFaultError if the room's code throws, unless faults are expected
   */
  public void ticks(int count) {
    for (int i = 0; i < count; i++) {
      passTick();
    }
  }

  /**
   * Lets time pass, in whole ticks.
   *
   * @param time how much; rounded up
   * @throws RoomFaultError if the room's code throws, unless faults are expected
   */
  public void advance(Duration time) {
    long ticks = Math.multiplyExact(time.toNanos(), (long) options.tickRate());
    ticks(Math.toIntExact(Math.floorDiv(ticks + SECOND - 1, SECOND)));
  }

  /**
   * Ends the room as a server does that stops, if it has not ended yet.
   *
   * @throws RoomFaultError if the room's code has thrown and the test was not told yet, unless faults are
   *     expected
   */
  @Override
  public void close() {
    try {
      loop.runDue();
    } finally { // also if another thread has meddled: a room holds buffers
      host.stop(LeaveReason.STOPPING, "The test is over");
      loop.runDue();
    }
    throwFaults();
  }

  private RoomTester<R, S, E> begin() {
    host.start(phaseOfTicks());
    loop.runDue();
    throwFaults();
    return this;
  }

  // Turns. Ticks fall in the middle between two turns of the test, so that what is done at a turn
  // is done
  // well before the tick. The clocks of clients go from turn to turn: a client that sends at most
  // one
  // frame a tick could otherwise have sent one a moment before the test tells it to do something,
  // and would
  // do it a tick later. For the same reason it holds its frames until the turn of the test is over.

  private void passTick() {
    testActs = false;
    try {
      for (int i = 0; i < clients.size(); i++) {
        clients.get(i).act();
      }
      turns++;
      int rate = options.tickRate();
      loop.advanceTo(start + turns / rate * SECOND + turns % rate * SECOND / rate);
      clientNanos = loop.nanoTime();
    } finally {
      testActs = true;
    }
    throwFaults();
  }

  /** Where in a period of the loop's clock the middle between two turns is. */
  private double phaseOfTicks() {
    long period = SECOND / options.tickRate();
    return (double) ((Math.floorMod(start, period) + period / 2) % period) / period;
  }

  private void throwFaults() {
    if (expectingFaults || thrownFaults == faults.size()) {
      return;
    }
    RoomFaultError error = new RoomFaultError(faults.get(thrownFaults));
    faults
        .subList(thrownFaults + 1, faults.size())
        .forEach(later -> error.addSuppressed(later.cause()));
    thrownFaults = faults.size();
    throw error;
  }

  // What clients need.

  VirtualExecutor loop() {
    return loop;
  }

  Contract<S, E> contract() {
    return contract;
  }

  Doorway doorway() {
    return doorway;
  }

  long clientNanos() {
    return clientNanos;
  }

  Duration aMoment() {
    return Duration.ofNanos(chance.nextLong(MOMENT_NANOS));
  }

  VirtualConnection newConnection(String client, ClientSession<?, ?> session) {
    return new VirtualConnection(
        new OneWay(loop, chance.split(), limits.outboundBytes()),
        new OneWay(loop, chance.split(), VirtualConnection.CLIENT_BYTES),
        session,
        () -> testActs,
        frame -> recorder.accept(client, frame));
  }

  /** Lets the server find out in time if nothing gets through a connection anymore. */
  void pinging(VirtualConnection connection) {
    loop.at(
        loop.nanoTime() + VirtualConnection.pingNanos(limits), () -> connection.missPings(limits));
  }

  // The join message.

  private void check(Message join) {
    if (join.getDescriptorForType() != neutralJoin.getDescriptorForType()) {
      throw new IllegalArgumentException(
          "join: a " + join.getDescriptorForType().getFullName() + " (expected: "
              + neutralJoin.getDescriptorForType().getFullName() + ")");
    }
    if (joinRules != null) {
      try {
        joinRules.check(join);
      } catch (RuleBrokenException e) {
        throw new IllegalArgumentException("join: " + e.getMessage(), e);
      }
    }
  }

  /** The casts are safe: a room's messages are those of its contract. */
  @SuppressWarnings("unchecked")
  private static <S extends Message, E extends Message> Contract<S, E> contractOf(RoomType type) {
    return (Contract<S, E>) (Contract<?, ?>) Contract.of(type.contract().message());
  }

  /**
   * What a test says before its room begins. Not for several threads.
   *
   * @param <R> the room
   * @param <S> the contract's state message
   * @param <E> the contract's event message
   */
  public static final class Setup<
      R extends Room<?, ?, ?, ?, S, E>, S extends Message, E extends Message> {
    private final Supplier<R> newRoom;
    private RoomOptions options = RoomOptions.defaults();
    private Limits.Builder limits = Limits.builder();
    private long seed = 1;
    private @Nullable VirtualExecutor loop;
    private NetworkProfile network = NetworkProfile.perfect();
    private boolean autoResume;
    private boolean expectingFaults;
    private @Nullable Function<? super String, ? extends Message> joining;
    private BiConsumer<? super String, byte[]> recorder = (client, frame) -> {};

    private Setup(Supplier<R> newRoom) {
      this.newRoom = newRoom;
    }

    /**
     * Sets how the room is run.
     *
     * @param changes changes what was set before, at first the defaults of {@link RoomOptions}
     * @return this
     */
    public Setup<R, S, E> options(UnaryOperator<RoomOptions> changes) {
      options = changes.apply(options);
      return this;
    }

    /**
     * Sets what bounds the room.
     *
     * @param changes changes what was set before, at first the defaults of {@link Limits}
     * @return this
     */
    public Setup<R, S, E> limits(UnaryOperator<Limits.Builder> changes) {
      limits = changes.apply(limits);
      return this;
    }

    /**
     * Sets what all chance comes from, that of the room and that of the network. Default: 1.
     *
     * @param number the seed
     * @return this
     */
    public Setup<R, S, E> seed(long number) {
      seed = number;
      return this;
    }

    /**
     * Sets what players bring along who {@linkplain RoomTester#join(String) join} by name alone. Default:
     * the contract's join message with nothing set.
     *
     * @param join makes the join message of a name
     * @return this
     */
    public Setup<R, S, E> joining(Function<? super String, ? extends Message> join) {
      joining = join;
      return this;
    }

    /**
     * Sets how good the network of each client is to begin with. Default:
     * {@link NetworkProfile#perfect}.
     *
     * @param profile how good
     * @return this
     */
    public Setup<R, S, E> network(NetworkProfile profile) {
      network = profile;
      return this;
    }

    /**
     * Has clients come back by themselves when they have lost their connection, as
     * {@link TestClient#autoResume}. Default: they wait for {@link TestClient#resume}.
     *
     * @return this
     */
    public Setup<R, S, E> autoResume() {
      autoResume = true;
      return this;
    }

    /**
     * Has what the room's code throws kept in {@link RoomTester#faults} and not thrown at the test.
     *
     * @return this
     */
    public Setup<R, S, E> expectingFaults() {
      expectingFaults = true;
      return this;
    }

    /**
     * Sets the loop that the room runs on, for a room that was made with something outside that answers
     * {@linkplain VirtualExecutor#later later}. Its time passes with the ticks of the room. Default: a new
     * one.
     *
     * @param virtual a loop that no other tester has
     * @return this
     */
    public Setup<R, S, E> on(VirtualExecutor virtual) {
      loop = virtual;
      return this;
    }

    /**
     * Has each frame recorded that the room sends, in their order.
     *
     * @param to gets the client's name and the bytes
     * @return this
     */
    public Setup<R, S, E> recording(BiConsumer<? super String, byte[]> to) {
      recorder = to;
      return this;
    }

    /**
     * Begins the room.
     *
     * @return the running room, before its first tick
     * @throws IllegalArgumentException if the room's contract is not as it should be
     * @throws RoomFaultError if {@code onCreate} throws, unless faults are expected
     */
    public RoomTester<R, S, E> start() {
      return new RoomTester<>(this).begin();
    }
  }
}
