package dev.rondo.lobby;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what each address holds: its connections and its unclaimed seats. An IPv6 address counts as its
 * /64, which is what one customer is given.
 *
 * <p><b>Threads:</b> the front loop only.
 *
 * <p><b>Bound:</b> an entry for each address that holds something, so no more than connections and seats.
 */
public final class AddressQuota {
  private final int limit;
  private final Map<Long, Integer> held = new HashMap<>();

  /**
   * Makes a count that starts at nothing.
   *
   * @param limit how much one address may hold
   */
  public AddressQuota(int limit) {
    this.limit = limit;
  }

  /**
   * Takes one, if the address has one left.
   *
   * @param address whose
   * @return whether it was taken; if so, {@link #release} must follow once
   */
  public boolean tryTake(InetAddress address) {
    long key = key(address);
    int count = held.getOrDefault(key, 0);
    if (count >= limit) {
      return false;
    }
    held.put(key, count + 1);
    return true;
  }

  /**
   * Gives back what {@link #tryTake} took.
   *
   * @param address whose
   */
  public void release(InetAddress address) {
    held.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Says how many addresses hold something.
   *
   * @return the count
   */
  public int addresses() {
    return held.size();
  }

  /** The first 64 bits of an IPv6 address, or an IPv4 address: those fall into 0::/32, which is reserved. */
  private static long key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt())
        : ByteBuffer.wrap(bytes).getLong();
  }
}
