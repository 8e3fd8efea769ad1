package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import dev.rondo.protocol.ContractList.Difference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractListTest {
  private static final Map<String, ContractList> LISTS = Stream.of(
          dev.rondo.protocol.vectors.Vectors.getDescriptor(),
          dev.rondo.protocol.vectors.older.Harbour.getDescriptor(),
          dev.rondo.protocol.vectors.newer.Harbour.getDescriptor())
      .collect(Collectors.toMap(Descriptor::getFullName, ContractList::of));

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#contracts")
  void listsWhatAContractHolds(JsonObject vector) {
    ContractList list = list(vector);

    assertThat(list.lines()).isEqualTo(lines(vector));
    assertThat(list.sum()).isEqualTo(vector.get("sum").getAsString());
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#contracts")
  void findsWhatDiffers(JsonObject vector) {
    ContractList own = list(vector);
    for (JsonObject server : Vectors.list(vector, "servers")) {
      ContractList other = ContractList.read(lines(server));

      assertThat(own.differences(other))
          .as(server.get("why").getAsString())
          .isEqualTo(Vectors.list(server, "differs").stream()
              .map(field -> new Difference(
                  field.get("path").getAsString(),
                  field.get("client").getAsString(),
                  field.get("server").getAsString()))
              .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rondo.protocol.Vectors#contracts")
  void readsItsOwnLinesInAnyOrder(JsonObject vector) {
    ContractList list = list(vector);

    ContractList read = ContractList.read(
        list.lines().stream().sorted((one, other) -> other.compareTo(one)).toList());

    assertThat(read.lines()).isEqualTo(list.lines());
    assertThat(read.sum()).isEqualTo(list.sum());
  }

  @Test
  void knowsWhichSideKnowsMore() {
    ContractList older = ContractList.read(List.of("state=message"));
    ContractList newer = ContractList.read(List.of("state=message", "state.8=message"));
    ContractList other = ContractList.read(List.of("state=message", "state.9=message"));

    assertThat(older.lacksSomethingOf(newer)).isTrue();
    assertThat(newer.lacksSomethingOf(older)).isFalse();
    assertThat(newer.lacksSomethingOf(newer)).isFalse();
    assertThat(newer.lacksSomethingOf(other)).isTrue();
  }

  @Test
  void leavesOutWhatIsNoLine() {
    ContractList list = ContractList.read(List.of("", "state", "=message", "state.8=a=b"));

    assertThat(list.lines()).containsExactly("state.8=a=b");
  }

  private static ContractList list(JsonObject vector) {
    return Objects.requireNonNull(LISTS.get(vector.get("contract").getAsString()));
  }

  private static List<String> lines(JsonObject holder) {
    return StreamSupport.stream(holder.getAsJsonArray("lines").spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }
}
