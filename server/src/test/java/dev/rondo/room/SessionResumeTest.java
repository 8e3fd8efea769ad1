package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Fighter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first frames of a connection that goes on with what another one began, and its secrets. */
class SessionResumeTest {
  private final Match match = new Match(options -> options, limits -> limits).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void beginsAStayWithAWelcomeThatResumesNothing() {
    match.tick();

    Welcome welcome = ada.connection().welcome();
    assertThat(welcome.getResumeToken()).isEqualTo("token-1");
    assertThat(welcome.getGraceMillis()).isEqualTo(20_000);
    assertThat(welcome.hasResumed()).isFalse();
    assertThat(welcome.hasMissed()).isFalse();
    assertThat(welcome.getAttachmentBytes()).isZero();
  }

  @Test
  void acknowledgesNothingInTheFirstFrameOfAStay() {
    match.tick();

    ServerFrame first = ada.connection().frame(0);
    assertThat(first.hasAckedInput()).isFalse();
    assertThat(first.getControl().hasAckedCommand()).isFalse();
    assertThat(first.getControl().hasAckedPart()).isFalse();
  }

  @Test
  void welcomesWithTickAcknowledgementsAndTheWholeState() {
    ada.inputs(1, 2, 3);
    ada.shout("one");
    ada.shout("two");
    match.ticks(2);
    ada.drop();
    match.tick();

    match.resume(ada, 1);
    match.tick();

    ServerFrame first = ada.connection().frame(0);
    assertThat(first.getTick()).isEqualTo(4);
    assertThat(first.getAckedInput()).isEqualTo(3);
    assertThat(first.getControl().getAckedCommand()).isEqualTo(2);
    assertThat(first.getControl().getAckedPart().getAttachment()).isZero();
    assertThat(first.getControl().hasReady()).isTrue();
    Welcome welcome = first.getControl().getWelcome();
    assertThat(welcome.getResumed()).isTrue();
    assertThat(welcome.getPlayer()).isEqualTo(ada.player());
    assertThat(welcome.getRoom()).isEqualTo("duel-1");
    assertThat(welcome.getResumeToken()).isEqualTo("token-2");
    assertThat(ada.connection().lastBoard().getFightersList())
        .extracting(Fighter::getName)
        .containsExactly("Ada");
    assertThat(ada.connection().lastBoard().getClock().getTick()).isEqualTo(4);
  }

  @Test
  void acknowledgesInTheWelcomeAlsoWhatWasAcknowledgedBefore() {
    ada.inputs(1);
    ada.shout("one");
    match.ticks(3);
    assertThat(ada.connection().frame(0).getAckedInput()).isEqualTo(1);

    match.resume(ada, 3);
    match.tick();

    assertThat(ada.connection().frame(0).getAckedInput()).isEqualTo(1);
    assertThat(ada.connection().frame(0).getControl().getAckedCommand()).isEqualTo(1);
  }

  @Test
  void acknowledgesZerosToWhomNothingWasHeardOf() {
    match.tick();
    ada.drop();

    match.resume(ada, 0);
    match.tick();

    ServerFrame first = ada.connection().frame(0);
    assertThat(first.hasAckedInput()).isTrue();
    assertThat(first.getAckedInput()).isZero();
    assertThat(first.getControl().hasAckedCommand()).isTrue();
    assertThat(first.getControl().getAckedCommand()).isZero();
  }

  @Test
  void saysAllOfThatOnce() {
    match.tick();
    ada.drop();
    match.resume(ada, 1);

    match.ticks(2);

    ServerFrame second = ada.connection().frame(1);
    assertThat(second.hasTick()).isFalse();
    assertThat(second.hasAckedInput()).isFalse();
    assertThat(second.hasControl()).isFalse();
  }

  @Test
  void welcomesOnlyOnceTheNewConnectionTakesFrames() {
    match.tick();
    ada.drop();
    match.resume(ada, 1);
    ada.connection().congested(true);
    match.ticks(3);
    assertThat(ada.connection().count()).isZero();

    ada.connection().congested(false);
    match.tick();

    assertThat(ada.connection().frame(0).getTick()).isEqualTo(5);
    assertThat(ada.connection().welcome().getResumed()).isTrue();
  }

  @Test
  void countsTheTimeThatTheNewConnectionIsSlowFromItsOwnBeginning() {
    match.tick();
    ada.connection().congested(true);
    match.loop().advance(Duration.ofSeconds(9));
    match.resume(ada, 1);
    ada.connection().congested(true);

    match.loop().advance(Duration.ofSeconds(9));

    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void namesNoRemovalsThatTheNewCopyNeverHeldTwice() {
    Client bob = match.join("Bob");
    match.tick();
    ada.drop();
    bob.leave();
    match.ticks(2);

    match.resume(ada, 1);
    match.ticks(2);

    assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(1);
    assertThat(ada.connection().frame(0).getRemovedList()).isEmpty();
    assertThat(ada.connection().frame(1).getRemovedList()).isEmpty();
  }

  @Test
  void neverTellsOfWhatGoesInTheTickOfTheResume() {
    Client bob = match.join("Bob");
    match.tick();
    ada.drop();
    match.tick();

    match.resume(ada, 1);
    bob.leave();
    match.tick();

    assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(1);
    assertThat(ada.connection().frame(0).getRemovedList()).isEmpty();
    assertThat(ada.connection().frame(0).getControl().hasReady()).isTrue();
  }

  @Test
  void goesOnWithTheNumbersOfInputsAndCommands() {
    ada.inputs(5);
    ada.shout("one");
    match.ticks(2);
    ada.drop();
    match.resume(ada, 1);
    room.moves().clear();

    ada.inputs(4, 5, 6);
    ada.shout("two");
    match.ticks(2);

    assertThat(room.moves()).containsExactly(0.06f, 0.06f);
    assertThat(room.calls())
        .filteredOn(call -> call.startsWith("onCommand"))
        .containsExactly("onCommand Ada one", "onCommand Ada two");
    assertThat(ada.connection().frame(0).getControl().getAckedCommand()).isEqualTo(2);
  }

  @Test
  void takesACommandOnceThatIsSentOnBothConnections() {
    match.tick();
    ClientFrame frame = ClientFrame.newBuilder()
        .addCommands(Match.command(Match.shouting("once")).toBuilder().setSequence(1))
        .build();

    ada.send(frame);
    match.resume(ada, 1);
    ada.send(frame);
    match.tick();

    assertThat(room.calls()).filteredOn("onCommand Ada once"::equals).hasSize(1);
  }

  @Test
  void keepsTheOldTokenUntilTheFirstFrameOnTheNewConnection() {
    match.tick();
    ada.applied(1);
    ada.drop();

    match.resume(ada, 1);
    match.tick();
    assertThat(ada.stay().tokens()).containsExactly("token-1", "token-2");
    ada.applied(2);

    assertThat(ada.stay().tokens()).containsExactly("token-2");
  }

  @Test
  void keepsAllTokensOfConnectionsThatBrokeBeforeTheirFirstFrame() {
    match.tick();
    ada.applied(1);

    match.resume(ada, 1);
    match.resume(ada, 1);
    match.tick();
    ada.drop();
    match.resume(ada, 1);

    assertThat(ada.stay().tokens()).containsExactly("token-1", "token-2", "token-3", "token-4");
    ada.applied(2);
    assertThat(ada.stay().tokens()).containsExactly("token-4");
  }

  @Test
  void takesNoFrameOfTheOldConnectionForTheFirstOfTheNewOne() {
    match.tick();
    Client old = new Client(ada.player(), ada.stay(), ada.connection(), ada.inbound());

    match.resume(ada, 1);
    old.applied(1);

    assertThat(ada.stay().tokens()).containsExactly("token-1", "token-2");
  }

  @Test
  void endsTheStayOnceWithThePlayer() {
    match.tick();
    ada.drop();
    match.resume(ada, 1);
    ada.leave();
    ada.leave();
    ada.drop();

    match.stop();

    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void endsTheStayOfWhoNeverGotIn() {
    match.stop();

    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }
}
