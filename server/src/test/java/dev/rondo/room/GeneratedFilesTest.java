package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import dev.rondo.test.classic.ClassicOuterClass.Color;
import dev.rondo.test.classic.ClassicRoomBase;
import dev.rondo.test.classic.MoveView;
import dev.rondo.test.classic.ShipEntity;
import dev.rondo.test.modern.Command.Say;
import dev.rondo.test.modern.ModernProto;
import dev.rondo.test.modern.ModernRoomBase;
import org.junit.jupiter.api.Test;

/** Contracts in files of any edition, whose classes stand wherever protobuf-java puts them. */
class GeneratedFilesTest {

  private static final class Guest extends Player {}

  private static final class Modern
      extends ModernRoomBase<Guest, dev.rondo.test.modern.ShipEntity> {
    private Modern() {
      super(Guest::new);
    }

    @Override
    protected void onJoin(Guest player, Empty join) {}

    @Override
    protected void onInput(Guest player, dev.rondo.test.modern.MoveView move) {}

    @Override
    protected void onSay(Guest player, Say say) {
      broadcast(said(say.getText()));
    }

    @Override
    protected void onTick(Tick tick) {}

    @Override
    protected void onLeave(Guest player, LeaveReason reason) {}
  }

  private static final class Classic extends ClassicRoomBase<Guest, ShipEntity> {
    private Classic() {
      super(Guest::new);
    }

    @Override
    protected void onJoin(Guest player, Empty join) {}

    @Override
    protected void onInput(Guest player, MoveView move) {}

    @Override
    protected void onSay(Guest player, String say) {}

    @Override
    protected void onTick(Tick tick) {}

    @Override
    protected void onLeave(Guest player, LeaveReason reason) {}
  }

  @Test
  void makesClassesOfTheNewestEdition() {
    var message =
        ModernProto.Move.newBuilder().setTurn(ModernProto.Turn.TURN_LEFT).build();

    assertThat(contract(new Modern()).version()).isEqualTo(1);
    assertThat(dev.rondo.test.modern.MoveView.of(message).turn())
        .isEqualTo(ModernProto.Turn.TURN_LEFT);
  }

  @Test
  void makesClassesOfFilesWithoutEdition() {
    ShipEntity ship = new ShipEntity().x(1.5);

    ship.colors().add(Color.RED);
    ship.named().put("red", Color.RED);

    assertThat(contract(new Classic()).version()).isEqualTo(1);
    assertThat(ship.x()).isEqualTo(1.5);
    assertThat(ship.named()).containsEntry("red", Color.RED);
  }

  private static Contract contract(Room<?, ?, ?, ?, ?, ?> room) {
    return room.contract();
  }
}
