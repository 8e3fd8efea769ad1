package dev.rondo.protocol;

import io.netty.buffer.ByteBuf;

/** Protobuf's base-128 integers and what is built on them, read from bytes that may be hostile. */
public final class Varint {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private static final int MAX_BYTES = 10;

  private Varint() {}

  /** Returns the tag of a field: its number, shifted, and its wire type. */
  static int tag(int field, int wireType) {
    return (field << 3) | wireType;
  }

  /**
   * Reads a varint of up to ten bytes as protobuf does for 32-bit fields.
   *
   * @param in where from
   * @return its low 32 bits
   * @throws MalformedFrameException if it is cut off or longer
   */
  public static int read(ByteBuf in) {
    return (int) readLong(in);
  }

  /**
   * Reads a varint of up to ten bytes.
   *
   * @param in where from
   * @return the low 64 of its up to 70 bits
   * @throws MalformedFrameException if it is cut off or longer
   */
  public static long readLong(ByteBuf in) {
    long value = 0;
    for (int shift = 0; shift < 7 * MAX_BYTES; shift += 7) {
      if (!in.isReadable()) {
        throw new MalformedFrameException("a varint is cut off");
      }
      byte next = in.readByte();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedFrameException("a varint has more than 10 bytes");
  }

  /**
   * Reads a length and checks that so many bytes are there.
   *
   * @param in where from
   * @return the length
   * @throws MalformedFrameException if they are not
   */
  public static int readLength(ByteBuf in) {
    int length = read(in);
    if (length < 0 || length > in.readableBytes()) {
      throw new MalformedFrameException("a length of " + Integer.toUnsignedString(length)
          + " bytes (expected: at most the " + in.readableBytes() + " that are left)");
    }
    return length;
  }

  /**
   * Steps over the value of a field that nobody asked for.
   *
   * @param in where it stands
   * @param tag the field's tag
   * @throws MalformedFrameException if it is cut off, is a group, or has field number 0
   */
  public static void skip(ByteBuf in, int tag) {
    if (tag >>> 3 == 0) {
      throw new MalformedFrameException("field number 0");
    }
    switch (tag & 7) {
      case VARINT -> read(in);
      case FIXED64 -> skipBytes(in, 8);
      case LENGTH_DELIMITED -> in.skipBytes(readLength(in));
      case FIXED32 -> skipBytes(in, 4);
      default ->
        throw new MalformedFrameException("wire type " + (tag & 7) + " (expected: 0, 1, 2 or 5)");
    }
  }

  private static void skipBytes(ByteBuf in, int count) {
    if (in.readableBytes() < count) {
      throw new MalformedFrameException("a fixed value is cut off");
    }
    in.skipBytes(count);
  }

  /** Writes an unsigned varint. */
  static void write(ByteBuf out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  /** Returns how many bytes {@link #write} takes for a value. */
  static int size(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }
}
