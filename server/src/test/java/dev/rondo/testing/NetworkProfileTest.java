package dev.rondo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkProfileTest {
  private final NetworkProfile profile = NetworkProfile.broadband();

  @Test
  void changesOneThingAtATime() {
    assertThat(profile
            .latency(Duration.ofMillis(1))
            .jitter(Duration.ofMillis(2))
            .loss(0.25)
            .bandwidth(3_000, 4_000))
        .isEqualTo(
            new NetworkProfile(Duration.ofMillis(1), Duration.ofMillis(2), 0.25, 3_000, 4_000));
    assertThat(profile).isEqualTo(NetworkProfile.broadband());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.51, Double.NaN})
  void refusesALossThatNoConnectionSurvives(double loss) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile.loss(loss))
        .withMessage("loss: " + loss + " (expected: 0 to 0.5)");
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile.latency(Duration.ofMillis(-1)))
        .withMessage("latency: PT-0.001S (expected: 0 to 60 seconds)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile.jitter(Duration.ofSeconds(61)))
        .withMessage("jitter: PT1M1S (expected: 0 to 60 seconds)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 999})
  void refusesBandwidthsThatLetNothingThrough(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile.bandwidth(bytes, 0))
        .withMessage(
            "downBytesPerSecond: " + bytes + " (expected: 1000 or more, or 0 for no bound)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile.bandwidth(0, bytes))
        .withMessageStartingWith("upBytesPerSecond: " + bytes);
  }

  @Test
  void hasWorseAndWorsePresets() {
    assertThat(NetworkProfile.lan().latency())
        .isLessThan(NetworkProfile.broadband().latency());
    assertThat(NetworkProfile.broadband().loss())
        .isLessThan(NetworkProfile.mobile().loss());
    assertThat(NetworkProfile.train().jitter())
        .isGreaterThan(NetworkProfile.mobile().jitter());
  }
}
