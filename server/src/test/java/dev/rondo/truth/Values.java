package dev.rondo.truth;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.test.truth.Colour;
import dev.rondo.test.truth.Part;
import dev.rondo.test.truth.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random values, many of them at the edges of their types. Each text has a mark in it that no other has, so
 * that it is found in whatever bytes it gets into; so has each number of 64 fixed bits that is not an edge.
 */
final class Values {
  static final char MARK = '~';

  private static final int[] INTS = {
    0, 1, -1, 127, 128, -64, -65, 16_384, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final long[] LONGS = {0, 1, -1, 1L << 31, 1L << 35, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE
  };
  private static final float[] FLOATS = {
    0, -0f, 1, -1.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE
  };
  private static final List<Colour> COLOURS =
      List.of(Colour.NONE, Colour.RED, Colour.BLUE, Colour.FAR, Colour.BELOW);
  private static final List<String> TEXTS =
      List.of("", "é", "𝄞", "half \ud834", "\udd1e", "a\u0000b", "x".repeat(130));

  private final SplittableRandom chance;
  private final Map<String, Origin> texts = new HashMap<>();
  private final Map<Long, Origin> numbers = new HashMap<>();
  private int marks;

  /** Whose a marked value is. */
  record Origin(Being being, FieldDescriptor field) {}

  Values(SplittableRandom chance) {
    this.chance = chance;
  }

  /** Whose text has this mark. */
  @Nullable
  Origin ofText(String mark) {
    return texts.get(mark);
  }

  /** Whose number this is, if it is a marked one. */
  @Nullable
  Origin ofNumber(long number) {
    return numbers.get(number);
  }

  /** A value of a field's type, or of the type of what stands in its list. */
  Object next(Origin origin, FieldDescriptor type) {
    boolean edge = chance.nextInt(3) == 0;
    return switch (type.getType()) {
      case DOUBLE -> edge ? DOUBLES[chance.nextInt(DOUBLES.length)] : chance.nextDouble() * 1_000;
      case FLOAT -> edge ? FLOATS[chance.nextInt(FLOATS.length)] : (float) chance.nextDouble();
      case INT32, UINT32, SINT32, FIXED32, SFIXED32 ->
        edge ? INTS[chance.nextInt(INTS.length)] : chance.nextInt(20);
      case FIXED64, SFIXED64 -> edge ? edgeLong() : markedLong(origin);
      case INT64, UINT64, SINT64 -> edge ? edgeLong() : chance.nextLong();
      case BOOL -> chance.nextBoolean();
      case STRING -> edge ? TEXTS.get(chance.nextInt(TEXTS.size())) : markedText(origin);
      case BYTES -> edge ? ByteString.EMPTY : ByteString.copyFromUtf8(markedText(origin));
      case ENUM -> COLOURS.get(chance.nextInt(COLOURS.size()));
      case MESSAGE -> message(origin, type, 0);
      case GROUP -> throw new IllegalArgumentException("groups never occur");
    };
  }

  private long edgeLong() {
    return LONGS[chance.nextInt(LONGS.length)];
  }

  private long markedLong(Origin origin) {
    long number = chance.nextLong();
    numbers.put(number, origin);
    return number;
  }

  private String markedText(Origin origin) {
    String mark = Integer.toString(++marks, Character.MAX_RADIX);
    texts.put(mark, origin);
    return MARK + mark + MARK;
  }

  private Message message(Origin origin, FieldDescriptor type, int depth) {
    Message.Builder message = type.getMessageType().equals(Part.getDescriptor())
        ? Part.newBuilder()
        : Secret.newBuilder();
    for (FieldDescriptor field : type.getMessageType().getFields()) {
      if (field.isRepeated()) {
        for (int i = chance.nextInt(3 - depth); i > 0; i--) {
          message.addRepeatedField(field, message(origin, field, depth + 1));
        }
      } else if (chance.nextBoolean()) {
        message.setField(field, Protos.value(field, next(origin, field)));
      }
    }
    return message.build();
  }
}
