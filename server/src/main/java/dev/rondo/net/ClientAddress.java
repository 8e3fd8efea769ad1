package dev.rondo.net;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from. Behind a trusted proxy that is the last address of {@code X-Forwarded-For}
 * which is no trusted proxy itself; anybody else's {@code X-Forwarded-For} counts for nothing, since
 * everybody can write one.
 *
 * <p><b>Threads:</b> any.
 */
final class ClientAddress {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final List<IpSubnetFilterRule> trusted;

  /**
   * Reads the list of trusted proxies.
   *
   * @throws IllegalArgumentException if an entry is no address and no network
   */
  ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(ClientAddress::rule).toList();
  }

  boolean isTrustedProxy(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(socket));
  }

  InetAddress of(InetAddress peer, HttpHeaders headers) {
    if (trusted.isEmpty() || !isTrustedProxy(peer)) {
      return peer;
    }
    String[] hops = String.join(",", headers.getAll(FORWARDED_FOR)).split(",", -1);
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      InetAddress hop = parse(hops[i].trim());
      if (hop == null) {
        return client;
      }
      client = hop;
      if (!isTrustedProxy(hop)) {
        return hop;
      }
    }
    return client;
  }

  /** Reads an address as digits, never as a name: a name would be looked up. */
  private static @Nullable InetAddress parse(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    int bits = bytes == null ? 0 : bytes.length * 8;
    String prefix = slash < 0 ? String.valueOf(bits) : network.substring(slash + 1);
    if (bytes == null || !prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
      throw new IllegalArgumentException("trustedProxies: \"" + network
          + "\" (expected: an address or a network such as 10.0.0.0/8)");
    }
    return new IpSubnetFilterRule(address, Integer.parseInt(prefix), IpFilterRuleType.ACCEPT);
  }
}
