package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.rondo.test.contracts.BadState;
import dev.rondo.test.contracts.CommandBesideOneof;
import dev.rondo.test.contracts.CommandWithoutOneof;
import dev.rondo.test.contracts.EventBesideOneof;
import dev.rondo.test.contracts.EventWithoutOneof;
import dev.rondo.test.contracts.NoVersion;
import dev.rondo.test.contracts.RepeatedState;
import dev.rondo.test.contracts.ScalarJoin;
import dev.rondo.test.contracts.Silent;
import dev.rondo.test.contracts.StrangeField;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Join;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {

  @Test
  void readsWhatItSays() {
    Contract contract = Contract.of(Duel.getDefaultInstance());

    assertThat(contract.name()).isEqualTo("duel.Duel");
    assertThat(contract.version()).isEqualTo(3);
    assertThat(contract.join())
        .isNotNull()
        .extracting(Incoming::neutral)
        .isEqualTo(Join.getDefaultInstance());
    assertThat(contract.hasInput()).isTrue();
    assertThat(contract.command()).isNotNull();
  }

  @Test
  void mayHaveNothing() {
    Contract contract = Contract.of(Silent.getDefaultInstance());

    assertThat(contract.version()).isEqualTo(7);
    assertThat(contract.join()).isNull();
    assertThat(contract.hasInput()).isFalse();
    assertThat(contract.command()).isNull();
  }

  private record Refusal(Message contract, String text) {}

  static List<Refusal> refusals() {
    return List.of(
        new Refusal(
            NoVersion.getDefaultInstance(),
            "contract contracts.NoVersion has no version; add: option (rondo.room) = {version: 1};"),
        new Refusal(
            StrangeField.getDefaultInstance(),
            "contract field contracts.StrangeField.inputs means nothing"
                + " (expected: join, input, command, state, event or reply)"),
        new Refusal(
            RepeatedState.getDefaultInstance(),
            "contract field contracts.RepeatedState.state must be a single message"),
        new Refusal(
            ScalarJoin.getDefaultInstance(),
            "contract field contracts.ScalarJoin.join must be a single message"),
        new Refusal(
            CommandWithoutOneof.getDefaultInstance(),
            "command message contracts.Nothing must be one oneof that holds all its fields"),
        new Refusal(
            CommandBesideOneof.getDefaultInstance(),
            "command message contracts.Beside must be one oneof that holds all its fields"),
        new Refusal(
            EventWithoutOneof.getDefaultInstance(),
            "event message contracts.Nothing must be one oneof that holds all its fields"),
        new Refusal(
            EventBesideOneof.getDefaultInstance(),
            "event message contracts.Beside must be one oneof that holds all its fields"),
        new Refusal(
            BadState.getDefaultInstance(),
            "state field contracts.ScalarField.hull is neither an entity set nor a single;"
                + " move it into a message of its own"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsNoContract(Refusal refusal) {
    assertThatThrownBy(() -> Contract.of(refusal.contract()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(refusal.text());
  }
}
