package dev.rondo.test;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** Bytes that are taken no faster than a test says, so that the rest waits where TCP lets it wait. */
final class PacedInput extends InputStream {
  private static final long SECOND = 1_000_000_000;
  private static final int READS_PER_SECOND = 20;

  private final InputStream in;
  private int bytesPerSecond = Integer.MAX_VALUE;

  PacedInput(InputStream in) {
    this.in = in;
  }

  void bytesPerSecond(int bytes) {
    bytesPerSecond = bytes;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, Math.min(length, bytesPerSecond / READS_PER_SECOND));
    LockSupport.parkNanos(Math.max(0, count) * SECOND / bytesPerSecond);
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }
}
