package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Message;
import dev.rondo.protocol.ContractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractFitTest {
  private static final Contract<Message, Message> OLDER =
      Contract.of(dev.rondo.protocol.vectors.older.Harbour.getDefaultInstance());
  private static final Contract<Message, Message> NEWER =
      Contract.of(dev.rondo.protocol.vectors.newer.Harbour.getDefaultInstance());

  @Test
  void takesServersOfEitherGeneration() {
    assertThatCode(() -> OLDER.checkFits(lines(OLDER))).doesNotThrowAnyException();
    assertThatCode(() -> OLDER.checkFits(lines(NEWER))).doesNotThrowAnyException();
    assertThatCode(() -> NEWER.checkFits(lines(OLDER))).doesNotThrowAnyException();
    assertThatCode(() -> OLDER.checkFits(List.of())).doesNotThrowAnyException();
  }

  @Test
  void namesTheFieldAndBothTypes() {
    assertDiffers(
        OLDER,
        with(lines(OLDER), "state.8.2=float"),
        "The contract rondo.vectors.older.Harbour of this client does not fit that of the server:"
            + " field rondo.vectors.older.Boat.x (state.8.2) is sint32 with step 0.01 here and"
            + " float there. Build both again from the same .proto files. A field whose type or"
            + " step changes needs a new number, or the contract a new version.");
  }

  @Test
  void namesAFieldBelowAMap() {
    assertDiffers(
        OLDER,
        List.of("state.8.5.1=string"),
        "field rondo.vectors.older.Cargo.tons (state.8.5.1) is uint32 here and string there.");
  }

  @Test
  void saysWhichSideIsOlder() {
    assertDiffers(
        OLDER, with(lines(NEWER), "join.1=bytes"), "This client is older: build it again");
    assertDiffers(NEWER, with(lines(OLDER), "join.1=bytes"), "The server is older: build it again");
    assertDiffers(
        OLDER, with(lines(OLDER), "join.1=bytes", "state.99=message").subList(1, 20), "Build both");
  }

  @Test
  void repeatsNoMoreThanABitOfWhatAServerSays() {
    assertDiffers(
        OLDER,
        List.of("join.1=" + "x".repeat(5_000)),
        "is string here and " + "x".repeat(100) + "… there");
    assertDiffers(OLDER, List.of("join.1=*x"), "is string here and *x there");
  }

  private static List<String> lines(Contract<?, ?> contract) {
    return contract.list().lines();
  }

  private static List<String> with(List<String> lines, String... others) {
    return ContractList.read(Stream.concat(lines.stream(), Stream.of(others)).toList())
        .lines();
  }

  private static void assertDiffers(Contract<?, ?> own, List<String> server, String message) {
    assertThatExceptionOfType(RondoException.class)
        .isThrownBy(() -> own.checkFits(server))
        .withMessageContaining(message)
        .matches(refused -> refused.code().equals("contract_differs"));
  }
}
