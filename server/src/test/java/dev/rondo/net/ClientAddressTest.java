package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list of trusted proxies may not say. */
class ClientAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "a/8"})
  void refusesWhatIsNoNetwork(String network) {
    assertThatThrownBy(() -> new ClientAddress(List.of(network)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trustedProxies: \"" + network
            + "\" (expected: an address or a network such as 10.0.0.0/8)");
  }
}
