package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Control;
import dev.rondo.room.Match.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in and when, while the room waits for something before a join. */
class RosterTest {
  private final Match match =
      new Match(options -> options, limits -> limits.outsideMillis(2_000)).start();
  private final ScriptedRoom room = match.room();
  private final CompletableFuture<String> profile = new CompletableFuture<>();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void letsAPlayerInAtTheTickOfTheResult() {
    Client ada = preparing("Ada", profile);
    match.ticks(3);
    assertThat(room.calls()).containsExactly("onCreate");
    assertThat(room.players()).isEmpty();

    profile.complete("Ada's profile");
    match.tick();

    assertThat(heard).containsExactly("Ada's profile");
    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada");
    assertThat(ada.connection().lastFrame().getControl().hasReady()).isTrue();
    assertThat(ada.connection().lastBoard().getFightersCount()).isEqualTo(1);
  }

  @Test
  void keepsTheClientCompanyMeanwhile() {
    Client ada = preparing("Ada", profile);
    match.join("Bob");
    room.in("onTick 5", () -> room.shout("not for Ada"));

    match.ticks(20);
    assertThat(ada.connection().count()).isEqualTo(1);
    Control first = ada.connection().frame(0).getControl();
    assertThat(first.hasWelcome()).isTrue();
    assertThat(first.getWelcome().getPlayer()).isEqualTo(100);
    assertThat(first.hasReady()).isFalse();
    assertThat(ada.connection().frame(0).getTick()).isEqualTo(1);
    assertThat(ada.connection().frame(0).getResetList()).isEmpty();
    assertThat(ada.connection().lastBoard().hasClock()).isFalse();
    match.tick();

    assertThat(ada.connection().count()).isEqualTo(2);
    assertThat(ada.connection().lastFrame().getTick()).isEqualTo(21);
    assertThat(ada.connection().lastFrame().hasControl()).isFalse();
    assertThat(ada.connection().lastEvents()).isEmpty();
    profile.complete("Ada's profile");
    match.tick();
    assertThat(ada.connection().lastFrame().hasTick()).isFalse();
    assertThat(ada.connection().lastFrame().getControl().hasWelcome()).isFalse();
    assertThat(ada.connection().lastFrame().getControl().hasReady()).isTrue();
    assertThat(ada.connection().lastEvents()).isEmpty();
  }

  @Test
  void sendsNothingToAWaitingClientThatDoesNotRead() {
    Client ada = preparing("Ada", profile);
    ada.connection().congested(true);
    match.ticks(3);
    assertThat(ada.connection().count()).isZero();

    ada.connection().congested(false);
    match.tick();

    assertThat(ada.connection().frame(0).getTick()).isEqualTo(4);
    assertThat(ada.connection().welcome().getPlayer()).isEqualTo(100);
  }

  @Test
  void keepsWhatTheClientSendsMeanwhile() {
    Client ada = preparing("Ada", profile);
    ada.shout("early");
    ada.inputs(1);
    match.ticks(3);
    assertThat(room.allCalls()).doesNotContain("onInput Ada");

    profile.complete("Ada's profile");
    match.tick();

    assertThat(room.allCalls())
        .containsSubsequence("onJoin Ada", "onCommand Ada early", "onInput Ada");
    assertThat(room.moves()).containsExactly(0.01f);
    assertThat(ada.connection().lastFrame().getControl().getAckedCommand()).isEqualTo(1);
    assertThat(ada.connection().lastFrame().getAckedInput()).isEqualTo(1);
  }

  @Test
  void letsOthersInMeanwhile() {
    preparing("Ada", profile);
    match.tick();
    match.join("Bob");
    match.tick();

    profile.complete("Ada's profile");
    match.join("Cyd");
    match.tick();

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Bob", "onJoin Ada", "onJoin Cyd");
    assertThat(room.players())
        .extracting(ScriptedRoom.Duellist::name)
        .containsExactly("Bob", "Ada", "Cyd");
  }

  @Test
  void letsThoseInWhoAreReadyInTheOrderOfTheirArrival() {
    CompletableFuture<String> other = new CompletableFuture<>();
    preparing("Ada", profile);
    preparing("Bob", other);
    match.tick();

    other.complete("Bob's profile");
    profile.complete("Ada's profile");
    match.tick();

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada", "onJoin Bob");
  }

  @Test
  void turnsAPlayerAwayForWhomItFails() {
    Client ada = preparing("Ada", profile);
    match.tick();

    profile.completeExceptionally(new IllegalStateException("no such profile"));
    match.ticks(2);

    assertThat(heard).containsExactly("no such profile");
    assertNotAdmitted(ada);
  }

  @Test
  void turnsAPlayerAwayForWhomItTakesTooLong() {
    Client ada = preparing("Ada", profile);

    match.ticks(41);
    assertThat(ada.connection().closes()).isEmpty();
    match.ticks(2);

    assertThat(heard).containsExactly("No result came within PT2S");
    assertNotAdmitted(ada);
  }

  @Test
  void turnsAPlayerAwayForWhomItIsCancelled() {
    List<Async> calls = new ArrayList<>();
    Client ada = match.join("Ada");
    room.prepare("Ada", player -> {
      calls.add(load(profile));
      return calls.get(0);
    });
    match.tick();

    room.in("onTick 2", () -> calls.get(0).cancel());
    match.ticks(2);

    assertThat(heard).isEmpty();
    assertNotAdmitted(ada);
  }

  @Test
  void turnsAPlayerAwayWhenTheRoomThrowsOverTheResult() {
    room.goOn();
    Client ada = match.join("Ada");
    room.prepare(
        "Ada",
        player -> room.async(
            profile,
            result -> {
              throw new IllegalStateException("scripted");
            },
            failure -> {}));
    match.tick();

    profile.complete("Ada's profile");
    match.ticks(2);

    assertThat(room.faults()).hasSize(1);
    assertNotAdmitted(ada);
  }

  @Test
  void putsOutWhomTheRoomKicksOverTheResult() {
    Client ada = match.join("Ada");
    Client bob = match.join("Bob");
    room.prepare(
        "Ada", player -> room.async(profile, result -> room.kick(player, "Banned"), failure -> {}));
    match.tick();

    profile.complete("Ada's profile");
    match.ticks(2);

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Bob");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.KICKED);
    assertThat(ada.connection().closeText()).isEqualTo("Banned");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
    assertThat(bob.connection().closes()).isEmpty();
  }

  @Test
  void neverTellsOfAPlayerWhoGoesMeanwhile() {
    Client ada = preparing("Ada", profile);
    Client bob = preparing("Bob", profile);
    Client cyd = preparing("Cyd", profile);
    match.tick();

    ada.drop();
    bob.leave();
    cyd.inbound().refuse(LeaveReason.SILENT, "no pong");
    match.tick();
    profile.complete("a profile");
    match.ticks(2);

    assertThat(room.calls()).containsExactly("onCreate");
    assertThat(List.of(ada, bob, cyd)).allSatisfy(client -> {
      assertThat(client.stay().timesEnded()).isEqualTo(1);
      assertThat(match.resume(client, 1)).isFalse();
    });
    assertThat(cyd.connection().closes()).containsExactly(LeaveReason.SILENT);
  }

  @Test
  void takesNobodyBackWhoStillWaits() {
    Client ada = preparing("Ada", profile);
    match.tick();

    assertThat(match.resume(ada, 1)).isFalse();
    profile.complete("Ada's profile");
    match.tick();

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada");
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void tellsThoseWhoWaitThatTheRoomEnds() {
    Client ada = preparing("Ada", profile);
    match.tick();

    match.stop();
    profile.complete("Ada's profile");
    match.ticks(2);

    assertThat(heard).isEmpty();
    assertThat(room.calls()).containsExactly("onCreate", "onDispose");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.STOPPING);
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void tellsThoseWhoWaitThatTheRoomFailed() {
    Client ada = preparing("Ada", profile);
    match.join("Bob");
    room.failIn("onJoin Bob");

    match.tick();

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
    assertThat(room.calls())
        .containsExactly("onCreate", "onJoin Bob", "onLeave Bob ROOM_FAILED", "onDispose");
  }

  @Test
  void knowsWhoIsConnected() {
    Client ada = match.join("Ada");
    match.tick();
    ScriptedRoom.Duellist player = room.player("Ada");
    assertThat(player.connected()).isTrue();

    ada.leave();
    match.tick();

    assertThat(player.connected()).isFalse();
    assertThat(player.id()).isEqualTo(100);
  }

  private Client preparing(String name, CompletableFuture<String> stage) {
    room.prepare(name, player -> load(stage));
    return match.join(name);
  }

  private Async load(CompletableFuture<String> stage) {
    return room.async(
        stage, heard::add, failure -> heard.add(String.valueOf(failure.getMessage())));
  }

  private void assertNotAdmitted(Client client) {
    assertThat(room.calls()).containsExactly("onCreate");
    assertThat(client.connection().closes()).containsExactly(LeaveReason.NOT_ADMITTED);
    assertThat(client.connection().closeText())
        .isEqualTo("What the room waits for before a join has failed");
    assertThat(client.stay().timesEnded()).isEqualTo(1);
    assertThat(match.host().closed()).isFalse();
  }
}
