package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.RoomType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Joins, claims, drops, resumes (several at once, too), kicks, rooms that end and fail, and a server that
 * stops in the middle of it, in any order that chance finds: no player is lost or doubled, and nothing is
 * held in the end.
 */
class LifeStressTest {
  private static final int STEPS = 4_000;

  private final Ledger ledger = new Ledger();
  private final List<Seat> seats = new ArrayList<>();
  private final List<Claim> moving = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Line> everyLine = new ArrayList<>();

  /** One connection of a client, as far as it is open. */
  private static final class Line implements Connection {
    private final Claim claim;
    private @Nullable Inbound inbound;
    private String resumeToken = "";
    private int ends;

    Line(Claim claim) {
      this.claim = claim;
    }

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void send(ByteBuf header, ByteBuf shared) {
      if (ends > 0) {
        throw new AssertionError("a frame was sent on a connection that was closed");
      }
      try {
        ServerFrame frame = ServerFrame.parseFrom(header.nioBuffer()); // which has the welcome
        if (frame.getControl().hasWelcome()) {
          resumeToken = frame.getControl().getWelcome().getResumeToken();
        }
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close(LeaveReason reason, String text) {
      ends++;
    }

    void send(ClientFrame frame) {
      if (inbound != null) {
        inbound.receive(Unpooled.wrappedBuffer(frame.toByteArray()));
      }
    }

    void breaks() {
      if (inbound != null) {
        inbound.disconnected();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neverLosesOrDoublesAPlayer(long seed) {
    Random random = new Random(seed);
    RoomType type = new RoomType(
        "duel", () -> new LedgerRoom(ledger), Doorway.options().maxPlayers(3).graceSeconds(2));
    try (Doorway doorway = new Doorway(
        limits -> limits.rooms(4).connectionsPerAddress(12).seatMillis(2_000),
        Map.of("duel", type))) {
      int stop = random.nextBoolean() ? STEPS - random.nextInt(200) : Integer.MAX_VALUE;
      for (int i = 0; i < STEPS; i++) {
        if (i == stop) {
          doorway.lobby().stop();
        }
        step(doorway, random);
        assertThat(ledger.wrongs()).as("seed %s, step %s", seed, i).isEmpty();
        assertThat(ledger.count(Ledger.State.PLAYING) + ledger.count(Ledger.State.AWAY))
            .isLessThanOrEqualTo(4 * 3);
      }
      moving.forEach(Claim::release);
      lines.forEach(Line::breaks);
      doorway.advance(Duration.ofSeconds(10));

      assertThat(ledger.wrongs()).isEmpty();
      assertThat(ledger.count(Ledger.State.GONE)).isEqualTo(ledger.size()).isGreaterThan(50);
      assertThat(everyLine).allSatisfy(line -> assertThat(line.ends).isEqualTo(1));
      assertThat(doorway.lobby().players()).isZero();
      assertThat(doorway.lobby().seats()).isZero();
      assertThat(doorway.lobby().rooms()).isZero();
      assertThat(doorway.lobby().resumeTokens()).isZero();
      assertThat(doorway.quota().addresses()).isZero();
    }
  }

  private void step(Doorway doorway, Random random) {
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> ask(() -> seats.add(doorway.join("10.0.0." + random.nextInt(3))));
      case 3, 4, 5 -> {
        if (!seats.isEmpty()) {
          ask(() -> moving.add(doorway.claim(take(seats, random))));
        }
      }
      case 6, 7, 8 -> arrive(random);
      case 9, 10 -> resume(doorway, random);
      case 11 -> breakOne(random);
      case 12 -> leave(random);
      case 13, 14 -> doorway.advance(Duration.ofMillis(random.nextInt(400)));
      default -> upset(doorway, random);
    }
  }

  /** A claim's channel has been moved to its room, or broke on the way. */
  private void arrive(Random random) {
    if (moving.isEmpty()) {
      return;
    }
    Claim claim = take(moving, random);
    Line line = new Line(claim);
    line.inbound = random.nextInt(8) == 0 ? null : claim.enter(line);
    if (line.inbound == null) {
      claim.release();
    } else {
      lines.add(line);
      everyLine.add(line);
    }
  }

  /** A client comes back, whether the server has noticed that it was gone or not; perhaps twice at once. */
  private void resume(Doorway doorway, Random random) {
    if (lines.isEmpty()) {
      return;
    }
    String token = lines.get(random.nextInt(lines.size())).resumeToken;
    for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
      ask(() -> seats.add(doorway.lobby().resume(token, 0, Doorway.address("10.0.0.9"))));
    }
  }

  private void breakOne(Random random) {
    if (!lines.isEmpty()) {
      Line line = lines.get(random.nextInt(lines.size()));
      line.breaks();
      if (random.nextBoolean()) {
        line.send(ClientFrame.getDefaultInstance()); // what was still on its way
      }
    }
  }

  private void leave(Random random) {
    if (!lines.isEmpty()) {
      Line line = take(lines, random);
      line.send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()).build());
      line.claim.release(); // its channel closes
      line.breaks();
    }
  }

  private void upset(Doorway doorway, Random random) {
    var rooms = doorway.lobby().allRooms();
    if (rooms.isEmpty()) {
      return;
    }
    var room = rooms.get(random.nextInt(rooms.size()));
    switch (random.nextInt(12)) {
      case 0 -> room.stop(LeaveReason.ROOM_CLOSED, "over");
      case 1 -> room.enter(game -> act(game, LedgerRoom::end));
      case 2 -> room.enter(game -> act(game, LedgerRoom::failSoon));
      default -> room.enter(game -> act(game, LedgerRoom::kickTheFirst));
    }
  }

  private static boolean act(Object game, Consumer<LedgerRoom> deed) {
    deed.accept((LedgerRoom) game);
    return true;
  }

  private static void ask(Runnable request) {
    try {
      request.run();
    } catch (RefusedException e) {
      assertThat(e.reason())
          .isIn(
              RefusalReason.SERVER_FULL,
              RefusalReason.TOO_MANY_CONNECTIONS,
              RefusalReason.SEAT_GONE,
              RefusalReason.PLAYER_GONE,
              RefusalReason.STOPPING);
    }
  }

  private static <T> T take(List<T> list, Random random) {
    return list.remove(random.nextInt(list.size()));
  }
}
