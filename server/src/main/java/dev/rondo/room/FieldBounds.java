package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the values of a message from a client: numbers finite and within the field's {@code min} and
 * {@code max}, strings and bytes within its {@code max_bytes}, strings without half a character (which
 * JSON can say, and UTF-8 cannot), at any depth. Made once for a message type; fields that nothing can
 * be wrong with are not looked at again.
 *
 * <p><b>Threads:</b> any.
 *
 * <p><b>Allocation:</b> the boxes of protobuf-java's reflection.
 */
final class FieldBounds {
  private final Map<Descriptor, List<FieldDescriptor>> checked = new HashMap<>();

  FieldBounds(Descriptor message) {
    visit(message);
  }

  /**
   * Checks one message.
   *
   * @throws RuleBrokenException naming the first field that is out of bounds
   */
  void check(Message message) {
    for (FieldDescriptor field : checked.getOrDefault(message.getDescriptorForType(), List.of())) {
      if (field.isRepeated()) {
        for (Object element : (List<?>) message.getField(field)) {
          checkValue(field, element);
        }
      } else if (message.hasField(field)) {
        checkValue(field, message.getField(field));
      }
    }
  }

  private void visit(Descriptor message) {
    if (checked.containsKey(message)) {
      return;
    }
    checked.put(
        message, message.getFields().stream().filter(FieldBounds::canBeWrong).toList());
    for (FieldDescriptor field : message.getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        visit(field.getMessageType());
      }
    }
  }

  private static boolean canBeWrong(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case FLOAT, DOUBLE, STRING, MESSAGE -> true;
      case INT, LONG -> contract(field).hasMin() || contract(field).hasMax();
      case BYTE_STRING -> contract(field).hasMaxBytes();
      case BOOLEAN, ENUM -> false;
    };
  }

  private void checkValue(FieldDescriptor field, Object value) {
    if (value instanceof Message nested) {
      check(nested);
    } else if (value instanceof Number number) {
      checkNumber(field, unsigned(field, number));
    } else if (value instanceof String text) {
      checkText(field, text);
    } else if (value instanceof ByteString bytes) {
      checkLength(field, bytes.size());
    }
  }

  /** The number as it was sent: protobuf-java keeps unsigned ones in Java's signed types. */
  private static double unsigned(FieldDescriptor field, Number number) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Bounds.toDouble(number.intValue());
      case UINT64, FIXED64 -> Bounds.toDouble(number.longValue());
      default -> number.doubleValue();
    };
  }

  private static void checkText(FieldDescriptor field, String text) {
    if (text.codePoints().anyMatch(FieldBounds::isHalfACharacter)) {
      throw new RuleBrokenException(
          field.getFullName() + ": half a character (expected: valid Unicode)");
    }
    int max = contract(field).getMaxBytes();
    if (contract(field).hasMaxBytes() && text.length() * 3 > max) {
      checkLength(field, utf8Length(text));
    }
  }

  private static boolean isHalfACharacter(int codePoint) {
    return Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkNumber(FieldDescriptor field, double value) {
    FieldContract contract = contract(field);
    double min = contract.hasMin() ? contract.getMin() : Double.NEGATIVE_INFINITY;
    double max = contract.hasMax() ? contract.getMax() : Double.POSITIVE_INFINITY;
    if (field.getType() == FieldDescriptor.Type.FLOAT) {
      Bounds.within(field.getFullName(), (float) value, min, max);
    } else {
      Bounds.within(field.getFullName(), value, min, max);
    }
  }

  private static void checkLength(FieldDescriptor field, int bytes) {
    Bounds.checkLength(field.getFullName(), bytes, contract(field).getMaxBytes());
  }

  private static FieldContract contract(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field);
  }
}
