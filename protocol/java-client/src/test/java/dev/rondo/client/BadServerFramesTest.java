package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of what no server may send. */
class BadServerFramesTest {

  @ParameterizedTest
  @MethodSource("frames")
  void areAnnotatedPieceByPiece(JsonObject vector) {
    StringBuilder hex = new StringBuilder();
    for (JsonElement piece : vector.getAsJsonArray("bytes")) {
      hex.append(piece.getAsString().replaceFirst(" \\|.*", ""));
    }

    assertThat(hex).hasToString(vector.get("frame").getAsString());
  }

  @ParameterizedTest
  @MethodSource("frames")
  void endTheStay(JsonObject vector) {
    RecordedOutlet outlet = new RecordedOutlet(() -> 0);
    ClientSession<?, ?> session =
        new ClientSession<>(Vectors.CONTRACT, () -> 0, new RoomAdapter<>() {});
    session.connected(outlet);

    session.receive(Vectors.frame(vector));

    assertThat(session.status()).isEqualTo(RoomStatus.CLOSED);
    assertThat(outlet.closeCode).isEqualTo(CloseName.BAD_ANSWER.code());
  }

  static List<Named<JsonObject>> frames() {
    return Vectors.read("bad-server-frames.json");
  }
}
