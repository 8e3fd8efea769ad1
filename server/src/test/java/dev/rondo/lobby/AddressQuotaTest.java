package dev.rondo.lobby;

import static dev.rondo.lobby.Doorway.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.v1.Seat;
import org.junit.jupiter.api.Test;

class AddressQuotaTest {
  private final AddressQuota quota = new AddressQuota(2);

  @Test
  void givesEachAddressItsShareAndNoMore() {
    assertThat(quota.tryTake(address("10.0.0.1"))).isTrue();
    assertThat(quota.tryTake(address("10.0.0.1"))).isTrue();

    assertThat(quota.tryTake(address("10.0.0.1"))).isFalse();
    assertThat(quota.tryTake(address("10.0.0.2"))).isTrue();
    assertThat(quota.addresses()).isEqualTo(2);
  }

  @Test
  void countsAnIpv6AddressAsItsNetworkOf64Bits() {
    assertThat(quota.tryTake(address("2001:db8:0:1::1"))).isTrue();
    assertThat(quota.tryTake(address("2001:db8:0:1:ffff:ffff:ffff:ffff"))).isTrue();

    assertThat(quota.tryTake(address("2001:db8:0:1:1234::"))).isFalse();
    assertThat(quota.tryTake(address("2001:db8:0:2::1"))).isTrue();
  }

  @Test
  void countsAnIpv4AddressInsideAnIpv6OneAsTheSame() {
    assertThat(quota.tryTake(address("10.0.0.1"))).isTrue();
    assertThat(quota.tryTake(address("::ffff:10.0.0.1"))).isTrue();

    assertThat(quota.tryTake(address("10.0.0.1"))).isFalse();
  }

  @Test
  void forgetsAnAddressThatHoldsNothing() {
    quota.tryTake(address("10.0.0.1"));
    quota.tryTake(address("10.0.0.1"));

    quota.release(address("10.0.0.1"));
    assertThat(quota.tryTake(address("10.0.0.1"))).isTrue();
    quota.release(address("10.0.0.1"));
    quota.release(address("10.0.0.1"));

    assertThat(quota.addresses()).isZero();
  }

  @Test
  void boundsTheOpenSeatsOfAnAddressAndOfItsNetwork() {
    try (Doorway doorway =
        new Doorway(limits -> limits.connectionsPerAddress(2), () -> new PlainRoom(() -> {}))) {
      Seat seat = doorway.join("2001:db8::1");
      doorway.join("2001:db8::2");

      assertThatThrownBy(() -> doorway.join("2001:db8::3"))
          .isInstanceOf(RefusedException.class)
          .hasMessage("This address holds 2 connections and open seats already"
              + " (connectionsPerAddress).")
          .satisfies(thrown -> {
            assertThat(((RefusedException) thrown).reason())
                .isEqualTo(RefusalReason.TOO_MANY_CONNECTIONS);
            assertThat(((RefusedException) thrown).retryAfterMillis()).isEqualTo(15_000);
          });
      doorway.claim(seat);
      assertThat(doorway.join("2001:db8::3").getRoom()).isEqualTo("duel-2");
    }
  }
}
