package dev.rondo.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Protobuf bytes in an array that grows and is used again. What changed is written here once a tick, and
 * copied from here into the frames: a plain array, because each byte is written alone, and copied many
 * times.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Allocation:</b> none once the array has grown to its working size, but what protobuf makes for
 * itself where a field is a message.
 */
public final class StateWriter {
  private static final int MAX_VARINT = 10;

  private byte[] bytes = new byte[1024];
  private int size;

  StateWriter() {}

  // Fields, each with its tag: the field's number, shifted, and its wire type.

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value, unsigned
   */
  public void uint32(int tag, int value) {
    varint32(tag);
    varint32(value);
  }

  /**
   * Writes a field, also that of an enum.
   *
   * @param tag its tag
   * @param value its value
   */
  public void int32(int tag, int value) {
    varint32(tag);
    varint64(value); // protobuf sign-extends negative ones to ten bytes
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void sint32(int tag, int value) {
    varint32(tag);
    zigzag32(value);
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value, unsigned
   */
  public void uint64(int tag, long value) {
    varint32(tag);
    varint64(value);
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void int64(int tag, long value) {
    varint32(tag);
    varint64(value);
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void sint64(int tag, long value) {
    varint32(tag);
    zigzag64(value);
  }

  /**
   * Writes a field of type fixed32 or sfixed32.
   *
   * @param tag its tag
   * @param value its value
   */
  public void fixed32(int tag, int value) {
    varint32(tag);
    fixed32(value);
  }

  /**
   * Writes a field of type fixed64 or sfixed64.
   *
   * @param tag its tag
   * @param value its value
   */
  public void fixed64(int tag, long value) {
    varint32(tag);
    fixed64(value);
  }

  /**
   * Writes a field of type float.
   *
   * @param tag its tag
   * @param value its value
   */
  public void float32(int tag, float value) {
    fixed32(tag, Float.floatToRawIntBits(value));
  }

  /**
   * Writes a field of type double.
   *
   * @param tag its tag
   * @param value its value
   */
  public void float64(int tag, double value) {
    fixed64(tag, Double.doubleToRawLongBits(value));
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void bool(int tag, boolean value) {
    varint32(tag);
    varint32(value ? 1 : 0);
  }

  /**
   * Writes a field. Half a character becomes a question mark.
   *
   * @param tag its tag
   * @param value its value
   */
  public void string(int tag, String value) {
    int begun = begin(tag);
    int length = value.length();
    reserve(3 * length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        utf8(c);
      } else if (i + 1 < length && Character.isSurrogatePair(c, value.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        bytes[size++] = '?';
      }
    }
    end(begun);
  }

  /** Writes a character that takes more than one byte. */
  private void utf8(int character) {
    if (character < 0x800) {
      bytes[size++] = (byte) (0xc0 | (character >>> 6));
    } else {
      if (character < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (character >>> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (character >>> 18));
        bytes[size++] = (byte) (0x80 | ((character >>> 12) & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | ((character >>> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (character & 0x3f));
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void bytes(int tag, ByteString value) {
    varint32(tag);
    varint32(value.size());
    reserve(value.size());
    value.copyTo(bytes, size);
    size += value.size();
  }

  /**
   * Writes a field.
   *
   * @param tag its tag
   * @param value its value
   */
  public void message(int tag, MessageLite value) {
    int length = value.getSerializedSize();
    varint32(tag);
    varint32(length);
    reserve(length);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, size, length);
    try {
      value.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is room for the size that the message named
    }
    size += length;
  }

  /**
   * Writes a varint of up to five bytes, without a tag.
   *
   * @param value its value, unsigned
   */
  public void varint32(int value) {
    reserve(MAX_VARINT);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /**
   * Writes a varint of up to ten bytes, without a tag.
   *
   * @param value its value, unsigned
   */
  public void varint64(long value) {
    reserve(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /**
   * Writes a zigzag varint, as in sint32, without a tag.
   *
   * @param value its value
   */
  public void zigzag32(int value) {
    varint32((value << 1) ^ (value >> 31));
  }

  /**
   * Writes a zigzag varint, as in sint64, without a tag.
   *
   * @param value its value
   */
  public void zigzag64(long value) {
    varint64((value << 1) ^ (value >> 63));
  }

  /**
   * Writes four bytes, without a tag.
   *
   * @param value its value
   */
  public void fixed32(int value) {
    reserve(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /**
   * Writes eight bytes, without a tag.
   *
   * @param value its value
   */
  public void fixed64(long value) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /**
   * Begins what has its length in front, such as an entry of a map or a packed list.
   *
   * @param tag the field's tag
   * @return for {@link #end}
   */
  public int begin(int tag) {
    varint32(tag);
    reserve(1);
    return ++size;
  }

  /**
   * Ends what was begun, and writes its length.
   *
   * @param begun what {@link #begin} returned
   */
  public void end(int begun) {
    int length = size - begun;
    int more = lengthBytes(length) - 1; // one byte was left free for it
    if (more > 0) {
      reserve(more);
      System.arraycopy(bytes, begun, bytes, begun + more, length);
    }
    size = begun - 1;
    varint32(length);
    size += length;
  }

  // For the frames of this package.

  static int lengthBytes(int length) {
    return (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] array() {
    return bytes;
  }

  /** Writes a field of type bytes. */
  void bytes(int tag, byte[] from, int length) {
    varint32(tag);
    varint32(length);
    copy(from, 0, length);
  }

  /** Copies from another writer. */
  void copy(StateWriter from, int offset, int length) {
    copy(from.bytes, offset, length);
  }

  private void copy(byte[] from, int offset, int length) {
    reserve(length);
    if (length <= 16) { // most are: a loop is faster than the call
      for (int i = 0; i < length; i++) {
        bytes[size + i] = from[offset + i];
      }
    } else {
      System.arraycopy(from, offset, bytes, size, length);
    }
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
