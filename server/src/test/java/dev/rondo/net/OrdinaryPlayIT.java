package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.room.LeaveReason;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.JdkPlayer;
import dev.rondo.test.WireFrame;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Fighter;
import dev.rondo.test.duel.Whisper;
import java.net.http.WebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A match as it should go, with the JDK's own HTTP and WebSocket client. */
class OrdinaryPlayIT {

  @Test
  void welcomesAPlayerWithTheWholeStateInTheFirstFrame() {
    try (DuelServer server = DuelServer.start()) {
      Seat seat = JdkPlayer.seat(server.door(), "Ada");

      JdkPlayer ada = JdkPlayer.claim(server.door(), seat);
      WireFrame first = ada.frame();

      Welcome welcome = first.frame().getControl().getWelcome();
      assertThat(ada.webSocket().getSubprotocol()).isEqualTo("rondo.v1");
      assertThat(welcome.getRoom()).isEqualTo(seat.getRoom());
      assertThat(welcome.getPlayer()).isGreaterThanOrEqualTo(100);
      assertThat(welcome.getTickNanos()).isEqualTo(1_000_000_000 / DuelServer.TICK_RATE);
      assertThat(first.frame().getControl().hasReady()).isTrue();
      assertThat(first.frame().getTick()).isEqualTo(first.board().getClock().getTick());
      assertThat(first.board().getFightersList())
          .extracting(Fighter::getPlayer, Fighter::getName)
          .containsExactly(tuple(welcome.getPlayer(), "Ada"));
      ada.webSocket().abort();
    }
  }

  @Test
  void countsTicksWithoutSayingThemWhileNoneIsLeftOut() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      int tick = ada.frame().frame().getTick();

      for (int i = 0; i < 20; i++) {
        WireFrame next = ada.frame();

        ServerFrame frame = next.frame();
        tick = frame.hasTick() ? frame.getTick() : tick + 1;
        assertThat(next.board().getClock().getTick()).isEqualTo(tick);
        assertThat(frame.getControl().hasWelcome()).isFalse();
      }
      ada.webSocket().abort();
    }
  }

  @Test
  void acknowledgesAnInputInTheFrameThatShowsWhatItDid() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      ClientFrame.Builder frame = ClientFrames.input(1, ClientFrames.step());
      frame.mergeFrom(ClientFrames.input(2, ClientFrames.step()).build());
      frame.mergeFrom(ClientFrames.input(2, ClientFrames.step()).build());
      frame.mergeFrom(ClientFrames.input(7, ClientFrames.step()).build());

      ada.send(frame);

      for (int sequence : List.of(1, 2, 7)) {
        WireFrame acknowledged = ada.frame(next -> next.frame().hasAckedInput());
        assertThat(acknowledged.frame().getAckedInput()).isEqualTo(sequence);
        assertThat(acknowledged.board().getFighters(0).getX()).isEqualTo(Math.min(sequence, 3));
      }
      ada.webSocket().abort();
    }
  }

  @Test
  void answersCommandsWithEventsInTheirOrder() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      JdkPlayer bob = JdkPlayer.play(server.door(), "Bob");
      bob.frame();
      Command whisper =
          Command.newBuilder().setWhisper(Whisper.newBuilder().setText("psst")).build();
      ClientFrame.Builder frame = ClientFrames.command(ClientFrames.shout("one"));
      frame.mergeFrom(ClientFrames.command(whisper).build());
      frame.mergeFrom(ClientFrames.command(ClientFrames.shout("two")).build());

      ada.send(frame);

      assertThat(ada.frame(next -> !next.events().isEmpty()).events())
          .extracting(OrdinaryPlayIT::words)
          .containsExactly("one", "psst", "two");
      assertThat(bob.frame(next -> !next.events().isEmpty()).events())
          .extracting(OrdinaryPlayIT::words)
          .containsExactly("one", "two");
      ada.webSocket().abort();
      bob.webSocket().abort();
    }
  }

  @Test
  void saysGoodbyeWith1000ToAPlayerWhoLeavesAndDisposesOfTheEmptyRoom() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      ada.frame();

      ada.send(ClientFrames.leave());

      assertThat(ada.frame(WireFrame::saysGoodbye)
              .frame()
              .getControl()
              .getGoodbye()
              .getComeBack())
          .isFalse();
      assertThat(ada.closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.LEFT);
      Await.until("the room is disposed of", () -> server.log().count("onDispose") == 1);
      Await.until("the server holds no room", () -> server.stats().rooms() == 0);
      assertThat(server.stats().players()).isZero();
    }
  }

  @Test
  void answersTheCloseOfAClientWithTheSameCode() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      ada.frame();

      ada.webSocket().sendClose(3_456, "bye").join();

      assertThat(ada.closeCode()).isEqualTo(3_456);
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.LOST);
    }
  }

  @Test
  void fillsARoomBeforeItMakesAnother() {
    try (DuelServer server = DuelServer.start(limits -> limits, room -> room.maxPlayers(2))) {
      String first = JdkPlayer.seat(server.door(), "Ada").getRoom();

      String second = JdkPlayer.seat(server.door(), "Bob").getRoom();
      String third = JdkPlayer.seat(server.door(), "Cyd").getRoom();

      assertThat(second).isEqualTo(first);
      assertThat(third).isNotEqualTo(first);
      assertThat(server.stats().rooms()).isEqualTo(2);
    }
  }

  @Test
  void showsPlayersToEachOtherAndRemovesOneWhoIsGone() {
    try (DuelServer server = DuelServer.start()) {
      JdkPlayer ada = JdkPlayer.play(server.door(), "Ada");
      int adaId = ada.frame().board().getFighters(0).getId();
      JdkPlayer bob = JdkPlayer.play(server.door(), "Bob");

      assertThat(bob.frame().board().getFightersList())
          .extracting(Fighter::getName)
          .containsExactly("Ada", "Bob");
      ada.frame(next -> next.board().getFightersCount() == 2);
      ada.webSocket().abort();

      WireFrame without = bob.frame(next -> next.board().getFightersCount() == 1);
      assertThat(without.frame().getRemovedList()).containsExactly(adaId);
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.LOST);
      bob.webSocket().abort();
    }
  }

  private static String words(Event event) {
    return event.hasShouted()
        ? event.getShouted().getText()
        : event.getWhispered().getText();
  }
}
