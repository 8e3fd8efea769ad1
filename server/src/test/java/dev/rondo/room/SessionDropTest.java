package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the game hears of a player whose connection is lost: each arrow of docs/rooms.md once, in order. */
class SessionDropTest {
  private static final int GRACE_SECONDS = 2;
  private static final int GRACE_TICKS = 20 * GRACE_SECONDS;

  private Match match = new Match(options -> options.graceSeconds(GRACE_SECONDS), limits -> limits);

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void keepsThePlaceOfAPlayerWhoIsAway() {
    Client ada = joined("Ada");

    ada.drop();
    match.tick();

    assertThat(match.room().calls()).containsExactly("onDrop Ada");
    assertThat(match.room().players())
        .extracting(ScriptedRoom.Duellist::name)
        .containsExactly("Ada");
    assertThat(match.room().player("Ada").connected()).isFalse();
    assertThat(ada.stay().timesEnded()).isZero();
  }

  @Test
  void tellsNothingBetweenTicks() {
    Client ada = joined("Ada");

    ada.drop();
    match.resume(ada, 1);

    assertThat(match.room().calls()).isEmpty();
  }

  @Test
  void tellsOfThePlayerWhoIsBack() {
    Client ada = joined("Ada");
    ada.drop();
    match.ticks(5);

    assertThat(match.resume(ada, 1)).isTrue();
    match.tick();

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
    assertThat(match.room().player("Ada").connected()).isTrue();
    assertThat(match.room().players()).hasSize(1);
  }

  @Test
  void tellsOfEachDropAndEachResumeAlsoWithinATick() {
    Client ada = joined("Ada");

    ada.drop();
    match.resume(ada, 1);
    ada.drop();
    match.resume(ada, 1);
    ada.drop();
    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onResume Ada", "onDrop Ada", "onResume Ada", "onDrop Ada");
  }

  @Test
  void tellsOfADropOnceHoweverOftenItIsHeardOf() {
    Client ada = joined("Ada");

    ada.drop();
    ada.drop();
    ada.inbound().refuse(LeaveReason.SILENT, "no pong");
    match.ticks(GRACE_TICKS / 2);

    assertThat(match.room().calls()).containsExactly("onDrop Ada");
  }

  @ParameterizedTest
  @EnumSource(names = {"LEFT", "PROTOCOL_ERROR", "TEXT", "UNREADABLE", "RULE_BROKEN", "TOO_LONG"})
  void letsAPlayerGoAtOnceWhoDidMoreThanLoseAConnection(LeaveReason reason) {
    Client ada = joined("Ada");

    ada.inbound().refuse(reason, "gone");
    match.tick();

    assertThat(match.room().calls()).containsExactly("onLeave Ada " + reason);
    assertThat(match.resume(ada, 1)).isFalse();
  }

  @Test
  void makesADropALeaveWithoutAGracePeriod() {
    use(new Match());
    Client ada = joined("Ada");

    ada.drop();
    match.ticks(3);

    assertThat(match.room().calls()).containsExactly("onLeave Ada LOST");
    assertThat(match.resume(ada, 1)).isFalse();
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void givesNobodyATokenWithoutAGracePeriod() {
    use(new Match());

    Client ada = joined("Ada");
    ada.applied(1);

    assertThat(ada.connection().welcome().getGraceMillis()).isZero();
    assertThat(ada.connection().welcome().getResumeToken()).isEmpty();
    assertThat(ada.stay().tokens()).isEmpty();
  }

  @Test
  void takesOverAConnectionThatIsHalfOpen() {
    Client ada = joined("Ada");
    RecordedConnection old = ada.connection();
    Inbound oldInbound = ada.inbound();

    match.resume(ada, 1);
    oldInbound.disconnected();
    receive(oldInbound, 0x22, 0x00);
    match.ticks(3);

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
    assertThat(old.closes()).containsExactly(LeaveReason.REPLACED);
    assertThat(old.closeText()).isEqualTo("Another connection of this player took over");
    assertThat(old.count()).isEqualTo(1);
    assertThat(ada.connection().count()).isEqualTo(3);
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void hearsNothingOfAConnectionThatWasReplaced() {
    Client ada = joined("Ada");
    Inbound old = ada.inbound();

    match.resume(ada, 1);
    old.refuse(LeaveReason.RULE_BROKEN, "too many frames");
    receive(old, 0x0b, 0x0c);
    receive(old, 0x12, 0x02, 0x08, 0x09);
    match.ticks(2);

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
    assertThat(ada.connection().lastFrame().getAckedInput()).isZero();
  }

  @Test
  void neverTellsTheGameOfAPlayerWhoDropsBeforeBeingLetIn() {
    match.start();
    Client ada = match.join("Ada");

    ada.drop();
    match.ticks(GRACE_TICKS + 2);

    assertThat(match.room().calls()).containsExactly("onCreate");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void takesNobodyBackWhoWasNotLetInYet() {
    match.start();
    Client ada = match.join("Ada");

    assertThat(match.resume(ada, 0)).isFalse();
    match.tick();

    assertThat(match.room().calls()).containsExactly("onCreate", "onJoin Ada");
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void takesNobodyBackWhoNeverWasThere() {
    Client ada = joined("Ada");

    Inbound inbound = match.host().resume(ada.player() + 1, new RecordedConnection(), 1);

    assertThat(inbound).isNull();
  }

  @Test
  void dropsAPlayerInItsOwnOnJoin() {
    match.start();
    Client ada = match.join("Ada");
    match.room().in("onJoin Ada", ada::drop);

    match.ticks(GRACE_TICKS + 2);

    assertThat(match.room().calls())
        .containsExactly("onCreate", "onJoin Ada", "onDrop Ada", "onLeave Ada LOST");
  }

  @Test
  void dropsAPlayerWhoReadsTooSlowlyAndTakesItBack() {
    use(new Match(options -> options, limits -> limits.slowMillis(100)));
    Client ada = joined("Ada");
    ada.connection().congested(true);
    RecordedConnection slow = ada.connection();
    match.loop().advance(Duration.ofMillis(300));

    assertThat(match.resume(ada, 1)).isTrue();
    match.ticks(3);

    assertThat(slow.closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
    assertThat(ada.connection().count()).isEqualTo(3);
  }

  @Test
  void pairsTheArrowsOfManyPlayers() {
    List<Client> clients = new ArrayList<>();
    for (String name : List.of("Ada", "Bob", "Cyd")) {
      clients.add(match.join(name));
    }
    match.start();
    match.tick();
    match.room().allCalls().clear();

    clients.get(0).drop();
    clients.get(1).leave();
    match.resume(clients.get(0), 1);
    clients.get(2).drop();
    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onLeave Bob LEFT", "onResume Ada", "onDrop Cyd");
  }

  private void use(Match other) {
    match.close();
    match = other;
  }

  /** Joined at tick 1, and nothing of that is noted. */
  private Client joined(String name) {
    match.start();
    Client client = match.join(name);
    match.tick();
    match.room().allCalls().clear();
    match.room().moves().clear();
    return client;
  }

  private static void receive(Inbound inbound, int... bytes) {
    ByteBuf frame = Unpooled.buffer();
    IntStream.of(bytes).forEach(frame::writeByte);
    inbound.receive(frame);
    frame.release();
  }
}
