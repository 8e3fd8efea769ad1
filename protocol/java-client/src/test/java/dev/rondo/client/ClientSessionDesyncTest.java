package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.market.Place;
import dev.rondo.test.market.Stall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that looks for desyncs says what the copy should hold. */
class ClientSessionDesyncTest {
  private final Stay stay = Stay.playing();

  @Test
  void saysNothingWhileTheyAgree() {
    show(stall(107, "Ada", 5));

    hold(stall(107, "Ada", 5));
    stay.ticks(8);

    assertThat(desyncs()).isEmpty();
    assertThat(stay.told).noneMatch(what -> what.startsWith("desync"));
  }

  @Test
  void tellsTheServerOnceAndTheListener() {
    show(stall(107, "Ada", 5));

    hold(stall(107, "Ada", 6));
    stay.ticks(8);

    assertThat(desyncs())
        .containsExactly(Desync.newBuilder()
            .setTick(103)
            .setName(107)
            .setField(3)
            .setHeld("x: 5")
            .build());
    assertThat(stay.told)
        .containsOnlyOnce("desync of 103: Difference[name=107, field=3, held=x: 5, expected=x: 6]");
  }

  @Test
  void tellsOfEachHeldAndSendsTheNewest() {
    show(stall(107, "Ada", 5));
    stay.outlet.congested = true;

    hold(stall(107, "Ada", 6));
    hold(stall(107, "Eve", 6));
    stay.outlet.congested = false;
    stay.ticks(8);

    assertThat(stay.told).filteredOn(what -> what.startsWith("desync")).hasSize(2);
    assertThat(desyncs()).extracting(Desync::getField).containsExactly(2);
  }

  @Test
  void saysWhatOnlyOneSideHas() {
    show(stall(107, "Ada", 5));

    hold(Place.newBuilder().build());
    stay.tick();
    hold(Place.newBuilder()
        .addStalls(stall(107, "Ada", 5).getStalls(0))
        .addStalls(Stall.newBuilder().setId(108))
        .build());
    stay.tick();

    assertThat(desyncs())
        .extracting(Desync::getName, Desync::getField, Desync::getHeld)
        .containsExactly(
            tuple(107, 0, "stalls { id: 107 owner: \"Ada\" x: 5 }"), tuple(108, 0, "nothing"));
  }

  @Test
  void cutsWhatItHolds() {
    show(stall(107, "A".repeat(1_000), 5));

    hold(stall(107, "Ada", 5));
    stay.tick();

    assertThat(desyncs()).extracting(desync -> desync.getHeld().length()).containsExactly(100);
  }

  @Test
  void leavesRoomForWhatElseIsSent() {
    show(stall(107, "A".repeat(1_000), 5));
    stay.tick();
    stay.session.send(Stay.say("x".repeat(4_060)));
    stay.session.send(Stay.say("y"));
    hold(stall(107, "Ada", 5));

    stay.ticks(4);

    assertThat(stay.outlet.sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(4096));
    assertThat(desyncs()).hasSize(1);
    assertThat(stay.outlet.commands()).containsExactly(1, 2);
  }

  @Test
  void forgetsADesyncOfALostConnection() {
    show(stall(107, "Ada", 5));
    stay.outlet.congested = true;
    hold(stall(107, "Ada", 6));

    stay.lose();
    stay.resume(0);
    stay.ticks(8);

    assertThat(desyncs()).isEmpty();
  }

  @Test
  void cannotReadWhatIsNoState() {
    hold(ByteString.copyFromUtf8("x"));

    assertThat(stay.session.status()).isEqualTo(RoomStatus.CLOSED);
    assertThat(stay.outlet.closeCode).isEqualTo(CloseName.BAD_ANSWER.code());
  }

  private static Place stall(int id, String owner, int x) {
    return Place.newBuilder()
        .addStalls(Stall.newBuilder().setId(id).setOwner(owner).setX(x))
        .build();
  }

  private void show(Place change) {
    stay.tick++;
    stay.receive(ServerFrame.newBuilder().setTick(stay.tick), change);
  }

  private void hold(Place expected) {
    hold(expected.toByteString());
  }

  private void hold(ByteString expected) {
    stay.receive(Control.newBuilder().setHeld(expected));
  }

  private List<Desync> desyncs() {
    return stay.outlet.frames.stream()
        .filter(ClientFrame::hasDesync)
        .map(ClientFrame::getDesync)
        .toList();
  }
}
