package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

  static Stream<String> names() {
    return Stream.of(Limits.class.getRecordComponents()).map(RecordComponent::getName);
  }

  @ParameterizedTest
  @MethodSource("names")
  void setsEachLimitByItsOwnName(String name) throws ReflectiveOperationException {
    int other = value(Limits.defaults(), name) + 1;

    Limits changed = with(name, other);

    for (String each : names().toList()) {
      assertThat(value(changed, each))
          .as(each)
          .isEqualTo(each.equals(name) ? other : value(Limits.defaults(), each));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasNoLimitThatCanBeEndlessOrNegative(String name) {
    assertThatThrownBy(() -> with(name, Integer.MAX_VALUE))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(name + ": 2147483647 \\(expected: \\d+ to \\d+\\)");
    assertThatThrownBy(() -> with(name, -1))
        .cause()
        .hasMessageMatching(name + ": -1 \\(expected: \\d+ to \\d+\\)");
  }

  @ParameterizedTest
  @CsvSource({
    "connections, 1, 1000000",
    "connectionsPerAddress, 1, 1000000",
    "handshakeMillis, 1, 600000",
    "answerMillis, 1, 3600000",
    "httpHeadBytes, 256, 1048576",
    "httpBodyBytes, 0, 16777216",
    "messageBytes, 16, 16777216",
    "extraFrames, 1, 1000000",
    "inputQueue, 1, 100000",
    "commandQueue, 1, 100000",
    "playersPerRoom, 1, 10000",
    "rooms, 1, 1000000",
    "seatMillis, 100, 600000",
    "pingMillis, 100, 600000",
    "missedPings, 1, 100",
    "outboundBytes, 4096, 1073741824",
    "lagMillis, 100, 600000",
    "lagBytes, 1024, 1073741824",
    "slowMillis, 100, 600000",
    "eventBytes, 1024, 1073741824",
    "requestQueue, 1, 100000",
    "replyMillis, 100, 600000",
    "attachmentQueueBytes, 1024, 1073741824",
    "outsideCalls, 1, 1000000",
    "outsideMillis, 1, 600000",
    "timers, 1, 1000000",
    "blockedMillis, 10, 600000",
    "httpThreads, 1, 1000",
    "httpQueue, 1, 1000000"
  })
  void takesTheEndsOfItsBoundsAndNothingBeyond(String name, int min, int max)
      throws ReflectiveOperationException {
    assertThat(value(with(name, min), name)).isEqualTo(min);
    assertThat(value(with(name, max), name)).isEqualTo(max);

    String expected = " (expected: " + min + " to " + max + ")";
    assertThatThrownBy(() -> with(name, min - 1))
        .cause()
        .hasMessage(name + ": " + (min - 1) + expected);
    assertThatThrownBy(() -> with(name, max + 1))
        .cause()
        .hasMessage(name + ": " + (max + 1) + expected);
  }

  @Test
  void areAllTestedForTheirBounds() throws ReflectiveOperationException {
    CsvSource bounds = LimitsTest.class
        .getDeclaredMethod(
            "takesTheEndsOfItsBoundsAndNothingBeyond", String.class, int.class, int.class)
        .getAnnotation(CsvSource.class);

    assertThat(Stream.of(bounds.value()).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(names().toList());
  }

  private static int value(Limits limits, String name) throws ReflectiveOperationException {
    return (int) Limits.class.getMethod(name).invoke(limits);
  }

  private static Limits with(String name, int value)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    Limits.Builder builder = Limits.builder();
    Limits.Builder.class.getMethod(name, int.class).invoke(builder, value);
    return (Limits) Limits.Builder.class.getMethod("build").invoke(builder);
  }
}
