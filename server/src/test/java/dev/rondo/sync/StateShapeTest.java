package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.rondo.test.contracts.AllNumbers;
import dev.rondo.test.contracts.MapField;
import dev.rondo.test.contracts.NumberTooHigh;
import dev.rondo.test.contracts.NumberTooLow;
import dev.rondo.test.contracts.RepeatedScalar;
import dev.rondo.test.contracts.ScalarField;
import dev.rondo.test.contracts.SetWithManyIds;
import dev.rondo.test.contracts.SetWithOtherName;
import dev.rondo.test.contracts.SetWithSignedId;
import dev.rondo.test.contracts.SetWithoutId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateShapeTest {
  private static final String NEITHER =
      " is neither an entity set nor a single; move it into a message of its own";
  private static final String NUMBER =
      " (expected: 8 to 99); the others belong to the frame around it";

  @Test
  void tellsEntitySetsAndSinglesApart() {
    Descriptor state = AllNumbers.getDescriptor();

    StateShape shape = StateShape.of(state);

    assertThat(shape.part(8).isSet()).isTrue();
    assertThat(shape.part(99).isSet()).isFalse();
  }

  private record Refusal(Message state, String text) {}

  static List<Refusal> refusals() {
    return List.of(
        new Refusal(NumberTooLow.getDefaultInstance(), "NumberTooLow.single has number 7" + NUMBER),
        new Refusal(
            NumberTooHigh.getDefaultInstance(), "NumberTooHigh.single has number 100" + NUMBER),
        new Refusal(ScalarField.getDefaultInstance(), "ScalarField.hull" + NEITHER),
        new Refusal(RepeatedScalar.getDefaultInstance(), "RepeatedScalar.hulls" + NEITHER),
        new Refusal(MapField.getDefaultInstance(), "MapField.things" + NEITHER),
        new Refusal(SetWithoutId.getDefaultInstance(), idOf("SetWithoutId", "Nothing")),
        new Refusal(SetWithSignedId.getDefaultInstance(), idOf("SetWithSignedId", "SignedId")),
        new Refusal(SetWithOtherName.getDefaultInstance(), idOf("SetWithOtherName", "OtherName")),
        new Refusal(SetWithManyIds.getDefaultInstance(), idOf("SetWithManyIds", "ManyIds")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsNeither(Refusal refusal) {
    assertThatThrownBy(() -> StateShape.of(refusal.state().getDescriptorForType()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state field contracts." + refusal.text());
  }

  private static String idOf(String state, String entity) {
    return state + ".things is an entity set, so field 1 of contracts." + entity
        + " must be \"uint32 id = 1\"";
  }
}
