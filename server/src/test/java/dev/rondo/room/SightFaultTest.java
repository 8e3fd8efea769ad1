package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import dev.rondo.sync.Interest;
import dev.rondo.test.duel.FighterEntity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A room whose code throws while the frames of a tick are made, where it is asked who sees what: it ends
 * whatever it says of faults, because some were told what others were not.
 */
class SightFaultTest {
  private static final int FRAME_BYTES = 256;

  private final CapturedLog log = new CapturedLog();
  private final Match match =
      new Match(options -> options.frameBytes(FRAME_BYTES), limits -> limits).start();
  private final ScriptedRoom room = match.room();
  private final List<Fault> reported = new ArrayList<>();
  private final Client ada = match.join("Ada");
  private final Client bob = match.join("Bob");

  SightFaultTest() {
    room.goOn();
    match.host().reportFaults(reported::add);
    match.tick();
  }

  @AfterEach
  void endTheMatch() {
    match.close();
    log.close();
  }

  @Test
  void endsTheRoomWhenAnEntityCannotSayWhereItIs() {
    room.in("onTick 2", () -> {
      room.interest(Interest.grid(10));
      room.board().fighters().spawn(new Lost());
    });

    match.ticks(2);

    assertThat(reported).singleElement().satisfies(fault -> {
      assertThat(fault.hook()).isEqualTo("placeX or placeY");
      assertThat(fault.player()).isNull();
    });
    assertThat(ada.connection().count()).isEqualTo(1);
    assertEnded("placeX or placeY");
  }

  @Test
  void asksNoEntityWhereItIsWhereEverybodySeesEverything() {
    room.in("onTick 2", () -> room.board().fighters().spawn(new Lost()));

    match.ticks(2);

    assertThat(reported).isEmpty();
    assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(3);
  }

  @Test
  void endsTheRoomWhenItCannotSayWhoSeesWhat() {
    room.in("onTick 2", () -> room.visibleIf((player, fighter) -> isNotBob(player)));

    match.ticks(2);

    assertThat(ada.connection().count()).isEqualTo(2);
    assertThat(bob.connection().count()).isEqualTo(1);
    assertReportedOfBob();
    assertEnded("visibleIf or rank");
  }

  @Test
  void endsTheRoomWhenItCannotSayWhatMattersMore() {
    room.in("onTick 2", () -> {
      room.rank((player, fighter) -> isNotBob(player) ? 1 : 0);
      for (int i = 0; i < FRAME_BYTES; i++) {
        room.showAtRandom();
      }
    });

    match.ticks(2);

    assertThat(ada.connection().count()).isEqualTo(2);
    assertReportedOfBob();
    assertEnded("visibleIf or rank");
  }

  private static boolean isNotBob(ScriptedRoom.Duellist player) {
    if (player.name().equals("Bob")) {
      throw new IllegalStateException("scripted failure for Bob");
    }
    return true;
  }

  private void assertReportedOfBob() {
    assertThat(reported).singleElement().satisfies(fault -> {
      assertThat(fault.hook()).isEqualTo("visibleIf or rank");
      assertThat(fault.tick()).isEqualTo(2);
      assertThat(fault.cause()).hasMessage("scripted failure for Bob");
      assertThat(fault.player())
          .isInstanceOfSatisfying(
              ScriptedRoom.Duellist.class, bob -> assertThat(bob.name()).isEqualTo("Bob"));
    });
  }

  private void assertEnded(String hook) {
    assertThat(match.host().closed()).isTrue();
    assertThat(match.timesClosed()).isEqualTo(1);
    assertThat(room.faults()).isEmpty();
    assertThat(room.calls())
        .endsWith("onLeave Ada ROOM_FAILED", "onLeave Bob ROOM_FAILED", "onDispose");
    assertThat(List.of(ada, bob))
        .allSatisfy(client ->
            assertThat(client.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED));
    assertThat(log.errors())
        .singleElement()
        .asString()
        .contains("Closed room duel-1: " + hook + " threw at tick 2");
  }

  private static final class Lost extends FighterEntity {
    @Override
    protected double placeX() {
      throw new IllegalStateException("scripted failure in placeX");
    }
  }
}
