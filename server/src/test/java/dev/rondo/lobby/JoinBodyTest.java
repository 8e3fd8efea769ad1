package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.rondo.room.RoomType;
import dev.rondo.room.SilentRoom;
import dev.rondo.test.duel.Join;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a player brings along, in protobuf's binary form; {@link LobbyTest} has the one in JSON. */
class JoinBodyTest {
  private final RoomType duel = Doorway.type();

  @Test
  void readsTheMessage() {
    Join join = Join.newBuilder().setName("Ada").setWeight(2.5).build();

    assertThat(binary(join.toByteString()).read(duel)).isEqualTo(join);
  }

  @Test
  void readsNothingAsTheMessageWithNothingSet() {
    assertThat(binary(ByteString.EMPTY).read(duel)).isEqualTo(Join.getDefaultInstance());
  }

  @Test
  void skipsFieldsOfANewerClient() {
    Join join = (Join) binary(bytes(0x78, 0x05, 0x0a, 0x01, 'A')).read(duel);

    assertThat(join.getName()).isEqualTo("A");
  }

  @Test
  void takesAnyForAContractThatHasNone() {
    RoomType silent = new RoomType("silent", SilentRoom::new, Doorway.options());

    assertThat(binary(bytes(0x08, 0x01)).read(silent)).isInstanceOf(Empty.class);
    assertThat(new JoinBody.Json("{}").read(silent)).isEqualTo(Empty.getDefaultInstance());
    assertThat(new JoinBody.Json(" \n").read(silent)).isEqualTo(Empty.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a", // ends within a field
        "0a 05 41", // shorter than it says
        "0b 0c 0c", // a group that ends twice
        "00", // no tag
        "0a 02 c3 28", // not UTF-8
        "11 00 00 00 00 00 00 f8 7f", // weight: NaN
        "11 00 00 00 00 00 00 f0 7f" // weight: infinite
      })
  void refusesWhatIsNotTheMessage(String hex) {
    assertThatThrownBy(() -> binary(hex(hex)).read(duel))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("The body is not the join message of duel.Duel: ")
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.BAD_REQUEST);
  }

  @Test
  void refusesANameThatIsTooLong() {
    Join join = Join.newBuilder().setName("é".repeat(17)).build();

    assertThatThrownBy(() -> binary(join.toByteString()).read(duel))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("duel.Join.name");
  }

  @Test
  void repeatsLittleOfWhatItRefuses() {
    String name = "x".repeat(5_000);

    assertThatThrownBy(() -> new JoinBody.Json("{\"" + name + "\": 1}").read(duel))
        .isInstanceOf(RefusedException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(400));
  }

  private static JoinBody binary(ByteString bytes) {
    return new JoinBody.Binary(bytes);
  }

  private static ByteString hex(String hex) {
    ByteString.Output out = ByteString.newOutput();
    for (String each : hex.split(" ", -1)) {
      out.write(Integer.parseInt(each, 16));
    }
    return out.toByteString();
  }

  private static ByteString bytes(int... bytes) {
    ByteString.Output out = ByteString.newOutput();
    for (int each : bytes) {
      out.write(each);
    }
    return out.toByteString();
  }
}
