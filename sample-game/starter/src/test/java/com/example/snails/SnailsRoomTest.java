package com.example.snails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.example.snails.contract.Command;
import com.example.snails.contract.Crawl;
import com.example.snails.contract.Event;
import com.example.snails.contract.Food;
import com.example.snails.contract.Garden;
import com.example.snails.contract.Join;
import com.example.snails.contract.Say;
import com.example.snails.contract.Snail;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import org.junit.jupiter.api.Test;

/** Plays in a garden, on virtual time and without a network. */
class SnailsRoomTest {

  private static RoomTester.Setup<SnailsRoom, Garden, Event> garden() {
    return RoomTester.of(SnailsRoom::new)
        .options(room -> room.tickRate(30))
        .joining(name -> Join.newBuilder().setName(name).build());
  }

  @Test
  void showsToOthersHowASnailCrawls() {
    try (var tester = garden().start()) {
      TestClient<Garden, Event> ada = tester.join("Ada");
      TestClient<Garden, Event> bob = tester.join("Bob");
      tester.ticks(1);
      int before = bob.state().getSnails(0).getX();

      ada.input(Crawl.newBuilder().setDx(before < 800 ? 1 : -1).build());
      tester.ticks(30);

      int millimetres = Math.abs(bob.state().getSnails(0).getX() - before);
      assertThat(millimetres).isCloseTo(150, within(1));
    }
  }

  @Test
  void tellsNobodyElseWhatASnailCraves() {
    try (var tester = garden().start()) {
      TestClient<Garden, Event> ada = tester.join("Ada");
      TestClient<Garden, Event> bob = tester.join("Bob");
      tester.ticks(1);

      Snail seenByAda = ada.state().getSnails(0);
      Snail seenByBob = bob.state().getSnails(0);

      assertThat(seenByAda.getCraving()).isNotEqualTo(Food.SECRET);
      assertThat(seenByBob.hasCraving()).isFalse();
    }
  }

  @Test
  void letsAllHearWhatOneSays() {
    try (var tester = garden().start()) {
      TestClient<Garden, Event> ada = tester.join("Ada");
      TestClient<Garden, Event> bob = tester.join("Bob");
      tester.ticks(1);

      ada.send(Command.newBuilder().setSay(Say.newBuilder().setText("Slowly!")).build());
      tester.ticks(1);

      assertThat(bob.lastEvent().getSaid().getText()).isEqualTo("Slowly!");
    }
  }
}
