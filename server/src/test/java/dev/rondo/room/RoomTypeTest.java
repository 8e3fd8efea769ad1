package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.rondo.sync.State;
import dev.rondo.test.contracts.NoVersion;
import dev.rondo.test.contracts.Steered;
import dev.rondo.test.contracts.Talk;
import dev.rondo.test.contracts.Talked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTypeTest {
  private final RoomOptions options = RoomOptions.defaults();

  @Test
  void makesRoomsOfItsKind() {
    RoomType type = new RoomType("duel", ScriptedRoom::new, options.tickRate(5));

    assertThat(type.name()).isEqualTo("duel");
    assertThat(type.options().tickRate()).isEqualTo(5);
    assertThat(type.contract().name()).isEqualTo("duel.Duel");
    assertThat(type.newRoom()).isInstanceOf(ScriptedRoom.class).isNotSameAs(type.newRoom());
  }

  @Test
  void refusesToBeSilentForSoLongThatClientsTakeItForDead() {
    assertThatCode(() -> new RoomType("duel", ScriptedRoom::new, options.sendEvery(20)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new RoomType("duel", ScriptedRoom::new, options.sendEvery(21)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sendEvery of room type duel: 21 (expected: at most tickRate, 20, because clients"
                + " take longer silence for a lost connection)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Arena_2-b",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void takesNamesThatStandInAUrlAsTheyAre(String name) {
    assertThat(new RoomType(name, ScriptedRoom::new, options).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "ä",
        "a.b",
        "a\n",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void refusesOtherNames(String name) {
    assertThatThrownBy(() -> new RoomType(name, ScriptedRoom::new, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("room type: \"" + name + "\" (expected: 1 to 64 letters, digits, '-' and '_')");
  }

  @Test
  void refusesABadContract() {
    assertThatThrownBy(
            () -> new RoomType("bad", () -> new BareRoom(NoVersion.getDefaultInstance()), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no version");
  }

  @Test
  void refusesARoomThatLacksWhatItsContractCallsFor() {
    assertThatThrownBy(() ->
            new RoomType("steered", () -> new BareRoom(Steered.getDefaultInstance()), options))
        .hasMessage("room type steered: the contract contracts.Steered calls for onInput,"
            + " which BareRoom does not override");
    assertThatThrownBy(
            () -> new RoomType("talked", () -> new BareRoom(Talked.getDefaultInstance()), options))
        .hasMessage("room type talked: the contract contracts.Talked calls for onCommand,"
            + " which BareRoom does not override");
  }

  @Test
  void isNotDeceivedByAMethodOfTheSameName() {
    assertThatThrownBy(() -> new RoomType("talked", OverloadingRoom::new, options))
        .hasMessageContaining("calls for onCommand");
  }

  @Test
  void findsHooksInASuperclass() {
    assertThatCode(() -> new RoomType("talked", DerivedRoom::new, options))
        .doesNotThrowAnyException();
    assertThatCode(() -> new RoomType("generic", GenericRoom::new, options))
        .doesNotThrowAnyException();
  }

  private static class Guest extends Player {}

  /** Overrides no more than it must. */
  private abstract static class Bare<C> extends Room<Guest, Empty, InputView, C, Empty, Empty> {
    Bare(Message contract) {
      super(Guest::new, contract, InputView::none, State.none());
    }

    @Override
    protected void onJoin(Guest guest, Empty join) {}

    @Override
    protected void onTick(Tick tick) {}

    @Override
    protected void onLeave(Guest guest, LeaveReason reason) {}
  }

  private static final class BareRoom extends Bare<Talk> {
    BareRoom(Message contract) {
      super(contract);
    }
  }

  private static final class OverloadingRoom extends Bare<Talk> {
    OverloadingRoom() {
      super(Talked.getDefaultInstance());
    }

    @SuppressWarnings("unused")
    void onCommand(String player, Talk command) {}
  }

  private static class OverridingRoom extends Bare<Talk> {
    OverridingRoom() {
      super(Talked.getDefaultInstance());
    }

    @Override
    protected void onCommand(Guest guest, Talk command) {}
  }

  private static final class DerivedRoom extends OverridingRoom {}

  private abstract static class GenericBase<C extends Message> extends Bare<C> {
    GenericBase() {
      super(Talked.getDefaultInstance());
    }

    @Override
    protected void onCommand(Guest guest, C command) {}
  }

  private static final class GenericRoom extends GenericBase<Talk> {}
}
