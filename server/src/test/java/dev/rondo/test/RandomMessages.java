package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Messages with any of their fields set to any value, the ends of its range more often than others. */
public final class RandomMessages {
  private static final int MAX_ELEMENTS = 4;
  private static final List<String> TEXTS =
      List.of("", "a", "\0", "some text", "äöü", "\u2028", "\ud83d\udc38", "x".repeat(200));
  private static final List<Double> NUMBERS = List.of(
      0.0,
      -0.0,
      1.0,
      -1.5,
      0.1,
      1e30,
      -1e-30,
      (double) Float.MAX_VALUE,
      (double) Float.MIN_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY);

  private final Random random;
  private final boolean finite;

  /**
   * Makes a source of messages.
   *
   * @param random where chance comes from
   * @param finite whether all their numbers are finite, as those of a client must be
   */
  public RandomMessages(Random random, boolean finite) {
    this.random = random;
    this.finite = finite;
  }

  /** Makes a message of a type. */
  @SuppressWarnings("unchecked")
  public <M extends Message> M next(M type) {
    return (M) next(type, 2);
  }

  private Message next(Message type, int depth) {
    Message.Builder message = type.newBuilderForType();
    for (FieldDescriptor field : type.getDescriptorForType().getFields()) {
      boolean tooDeep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth == 0;
      if (random.nextInt(10) < 3 || tooDeep) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(MAX_ELEMENTS); i > 0; i--) {
          message.addRepeatedField(field, value(message, field, depth));
        }
      } else {
        message.setField(field, value(message, field, depth));
      }
    }
    return message.build();
  }

  private Object value(Message.Builder in, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> integer();
      case LONG -> random.nextBoolean() ? (long) integer() : longInteger();
      case FLOAT -> (float) number();
      case DOUBLE -> number();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> bytes();
      case ENUM -> enumValue(field);
      case MESSAGE -> next(in.newBuilderForField(field).build(), depth - 1);
    };
  }

  private int integer() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Integer.MIN_VALUE;
      case 2 -> Integer.MAX_VALUE;
      case 3 -> -1;
      case 4 -> random.nextInt(200) - 100;
      default -> random.nextInt();
    };
  }

  private long longInteger() {
    return switch (random.nextInt(3)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextLong();
    };
  }

  private double number() {
    double number = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return Double.isFinite(number) || !finite ? number : 7;
  }

  private ByteString bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private EnumValueDescriptor enumValue(FieldDescriptor field) {
    List<EnumValueDescriptor> values = field.getEnumType().getValues();
    return values.get(random.nextInt(values.size()));
  }

  /** Says whether messages of a type mean the same: a scalar that is not set is at its default. */
  public static boolean same(Message one, Message other) {
    Descriptor type = one.getDescriptorForType();
    return type.getFields().stream().allMatch(field -> {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      boolean inOneof = field.getRealContainingOneof() != null;
      boolean presence = field.isRepeated()
          || (!message && !inOneof)
          || one.hasField(field) == other.hasField(field);
      return presence && valueOf(one, field).equals(valueOf(other, field));
    });
  }

  private static Object valueOf(Message message, FieldDescriptor field) {
    return field.isMapField() ? Generated.toMap(message, field) : message.getField(field);
  }
}
