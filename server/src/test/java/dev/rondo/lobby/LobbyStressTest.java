package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.RoomHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins, claims, leaves and failures at random: in the end nobody holds anything. */
class LobbyStressTest {
  private static final int STEPS = 1_000;

  private final List<Seat> seats = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final Set<RoomHost> hosts = new HashSet<>();
  private boolean failing;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsNothingInTheEnd(long seed) {
    Random random = new Random(seed);
    Doorway doorway = new Doorway(
        limits -> limits.rooms(5).connectionsPerAddress(4).seatMillis(2_000),
        () -> roomThatMayFail(random));
    failing = true;

    for (int i = 0; i < STEPS; i++) {
      step(doorway, random);
      assertWithinBounds(doorway);
    }
    claims.forEach(Claim::release);
    doorway.advance(Duration.ofSeconds(10));

    assertThat(doorway.lobby().rooms()).isZero();
    assertThat(doorway.lobby().seats()).isZero();
    assertThat(doorway.lobby().players()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
    assertThat(hosts).hasSizeGreaterThan(10).allMatch(RoomHost::closed);
  }

  private void step(Doorway doorway, Random random) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> join(doorway, random);
      case 4, 5 -> claim(doorway, random);
      case 6, 7 -> {
        if (!claims.isEmpty()) {
          doorway.release(claims.remove(random.nextInt(claims.size())));
        }
      }
      case 8 -> doorway.advance(Duration.ofMillis(random.nextInt(1_500)));
      default -> {
        if (!claims.isEmpty() && random.nextInt(5) == 0) {
          claims.get(random.nextInt(claims.size())).host().stop(LeaveReason.ROOM_CLOSED, "over");
        }
      }
    }
  }

  private void join(Doorway doorway, Random random) {
    try {
      seats.add(doorway.join("10.0.0." + random.nextInt(8)));
    } catch (RefusedException e) {
      assertThat(e.reason())
          .isIn(
              RefusalReason.SERVER_FULL,
              RefusalReason.TOO_MANY_CONNECTIONS,
              RefusalReason.ROOM_FAILED);
    }
  }

  private void claim(Doorway doorway, Random random) {
    if (seats.isEmpty()) {
      return;
    }
    try {
      Claim claim = doorway.claim(seats.remove(random.nextInt(seats.size())));
      claims.add(claim);
      hosts.add(claim.host());
    } catch (RefusedException e) {
      assertThat(e.reason()).isEqualTo(RefusalReason.SEAT_GONE);
    }
  }

  private void assertWithinBounds(Doorway doorway) {
    assertThat(doorway.lobby().rooms()).isLessThanOrEqualTo(5);
    assertThat(doorway.lobby().players()).isEqualTo(claims.size());
    for (RoomHost host : hosts) {
      assertThat(claims.stream().filter(claim -> claim.host() == host)).hasSizeLessThanOrEqualTo(2);
    }
  }

  private PlainRoom roomThatMayFail(Random random) {
    if (failing && random.nextInt(12) == 1) {
      throw new IllegalStateException("scripted failure in the constructor");
    }
    return new PlainRoom(() -> {
      if (random.nextInt(12) == 1) {
        throw new IllegalStateException("scripted failure in onCreate");
      }
    });
  }
}
