package dev.rondo.sync;

import java.util.Arrays;

/**
 * A string of bits: those of a byte from the lowest on, each number from its lowest bit on.
 *
 * <p><b>Allocation:</b> none once it has grown to its working size.
 */
final class Bits {
  private byte[] bytes = new byte[256];
  private int size;
  private long pending;
  private int pendingBits;

  void clear() {
    size = 0;
    pending = 0;
    pendingBits = 0;
  }

  /**
   * Appends a number.
   *
   * @param value has no bits above those appended
   * @param count how many, 0 to 64
   */
  void append(long value, int count) {
    pending |= value << pendingBits;
    int bits = pendingBits + count;
    if (bits >= Long.SIZE) {
      flush(Long.BYTES);
      int taken = Long.SIZE - pendingBits;
      pending = taken == Long.SIZE ? 0 : value >>> taken;
      bits -= Long.SIZE;
    }
    pendingBits = bits;
  }

  /** Ends it; what is left in the last byte is 0. Returns how many bytes it has. */
  int finish() {
    flush((pendingBits + 7) / 8);
    pending = 0;
    pendingBits = 0;
    return size;
  }

  byte[] array() {
    return bytes;
  }

  private void flush(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    for (int i = 0; i < count; i++) {
      bytes[size++] = (byte) (pending >>> (i * 8));
    }
  }
}
