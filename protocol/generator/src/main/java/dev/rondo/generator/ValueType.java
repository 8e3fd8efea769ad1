package dev.rondo.generator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.GeneratorNames;
import java.nio.charset.StandardCharsets;

/** The type of one value in one file: of a field, of an element of a list, or of a map's key or value. */
final class ValueType {
  private final FieldDescriptor field;
  private final JavaFile file;
  private final Kind kind;
  private final String java;

  ValueType(FieldDescriptor field, JavaFile file) {
    this.field = field;
    this.file = file;
    this.kind = Kind.of(field.getType());
    this.java = switch (kind) {
      case ENUM -> file.type(GeneratorNames.getQualifiedClassName(field.getEnumType()));
      case MESSAGE -> file.type(GeneratorNames.getQualifiedClassName(field.getMessageType()));
      case BYTES -> file.type("com.google.protobuf.ByteString");
      default -> kind.java;
    };
  }

  Kind kind() {
    return kind;
  }

  /** The type's name, such as {@code int}. */
  String java() {
    return java;
  }

  /** The type's name where only objects may stand, such as {@code Integer}. */
  String boxed() {
    return kind.boxed.isEmpty() ? java : kind.boxed;
  }

  /** Writes what keeps out the one value of an enum that has no number and cannot be sent. */
  void writeGuard() {
    if (kind == Kind.ENUM && !field.legacyEnumFieldTreatedAsClosed()) {
      file.code("""
          if (value == ${type}.UNRECOGNIZED) {
            throw new IllegalArgumentException(
                "${proto}: UNRECOGNIZED (expected: a value that the contract has)");
          }
          """, new Values().set("type", java).set("proto", field.getName()));
    }
  }

  /** The field's tag, as an expression that shows its number. */
  String tag() {
    return tag(field, kind.wireType);
  }

  /** The tag of a field with a wire type that may not be that of its values. */
  static String tag(FieldDescriptor field, int wireType) {
    return field.getNumber() + " << 3" + (wireType == 0 ? "" : " | " + wireType);
  }

  /** The condition that two values differ; NaN does not differ from itself, and 0 from -0 does. */
  String differ(String one, String other) {
    return switch (kind) {
      case FLOAT -> "Float.compare(" + one + ", " + other + ") != 0";
      case DOUBLE -> "Double.compare(" + one + ", " + other + ") != 0";
      case ENUM, STRING, BYTES, MESSAGE -> "!" + one + ".equals(" + other + ")";
      default -> one + " != " + other;
    };
  }

  /** The condition that a value is not the field's default. */
  String differsFromDefault(String value) {
    boolean empty = (kind == Kind.STRING || kind == Kind.BYTES) && !field.hasDefaultValue();
    if (empty) {
      return "!" + value + ".isEmpty()";
    }
    if (kind == Kind.BOOL) {
      return (boolean) field.getDefaultValue() ? "!" + value : value;
    }
    return kind == Kind.ENUM ? value + " != " + defaultValue() : differ(value, defaultValue());
  }

  /** The statement that writes a value with its tag. */
  String write(String value) {
    return "out." + kind.write + "(" + tag() + ", " + plain(value) + ");";
  }

  /** The statement that writes a value without a tag, into a packed list. */
  String writeBare(String value) {
    return "out." + kind.writeBare.formatted(plain(value)) + ";";
  }

  private String plain(String value) {
    return kind == Kind.ENUM ? value + ".getNumber()" : value;
  }

  /** The initializer of a variable, or nothing where Java's own value is the default. */
  String initializer() {
    boolean zero = !field.hasDefaultValue() && kind.java.matches("int|long|float|double|boolean");
    return zero ? "" : " = " + defaultValue();
  }

  /** The value that a field has which is not set. */
  String defaultValue() {
    if (kind == Kind.MESSAGE) {
      return java + ".getDefaultInstance()";
    }
    Object value = field.getDefaultValue();
    return switch (kind) {
      case ENUM -> java + "." + ((EnumValueDescriptor) value).getName();
      case STRING -> quoted((String) value);
      case BYTES -> bytes((ByteString) value);
      case FLOAT -> number((Float) value, "f", "Float");
      case DOUBLE -> number((Double) value, "", "Double");
      case INT64, UINT64, SINT64, FIXED64, SFIXED64 -> value.equals(0L) ? "0" : value + "L";
      default -> value.toString();
    };
  }

  private static String number(Number number, String suffix, String type) {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return type + ".NaN";
    }
    if (Double.isInfinite(value)) {
      return type + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
    }
    return value == 0 && 1 / value > 0 ? "0" : number + suffix;
  }

  private String bytes(ByteString value) {
    return value.isEmpty()
        ? java + ".EMPTY"
        : java + ".copyFrom(" + quoted(value.toString(StandardCharsets.ISO_8859_1)) + ", "
            + file.type("java.nio.charset.StandardCharsets") + ".ISO_8859_1)";
  }

  /** A literal, in ASCII whatever the encoding of the build. */
  private static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        literal.append(c);
      } else if (c < 0x100) {
        literal.append("\\%03o".formatted((int) c));
      } else {
        literal.append("\\u%04x".formatted((int) c));
      }
    }
    return literal.append('"').toString();
  }
}
