package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.protocol.options.FieldContract;

/** How one value of an input is read and checked against the bounds of its field. */
final class InputValue {
  private static final String BOUNDS = "dev.rondo.room.Bounds";

  private final FieldDescriptor field;
  private final JavaFile file;
  private final ValueType type;
  private final FieldContract options;

  InputValue(FieldDescriptor field, JavaFile file) {
    this.field = field;
    this.file = file;
    type = new ValueType(field, file);
    options = Contract.options(field);
  }

  ValueType type() {
    return type;
  }

  /** The expression that reads a value. */
  String read() {
    return read(type.kind() == Kind.MESSAGE ? type.defaultValue() : "");
  }

  /**
   * The expression that reads a value which may be a further part of the one before.
   *
   * @param before the message that came earlier in the same input, or its default instance
   */
  String read(String before) {
    return switch (type.kind()) {
      case MESSAGE -> "in.message(" + before + ")";
      case ENUM -> "in.enumValue(%1$s::forNumber, %1$s.UNRECOGNIZED)".formatted(type.java());
      case STRING, BYTES ->
        "in.%s(%s%s)"
            .formatted(
                type.kind().write,
                name(),
                options.hasMaxBytes() ? ", " + options.getMaxBytes() : "");
      case FLOAT, DOUBLE -> isBounded() ? checked("within") : finite();
      case BOOL -> "in.bool()";
      default ->
        isBounded()
            ? checked(type.kind().isUnsigned() ? "unsigned" : "signed")
            : "in." + type.kind().read;
    };
  }

  private boolean isBounded() {
    return options.hasMin() || options.hasMax();
  }

  private String finite() {
    return "%s.finite(%s, in.%s)".formatted(file.type(BOUNDS), name(), type.kind().read);
  }

  private String checked(String check) {
    return "%s.%s(%s, in.%s, %s, %s)"
        .formatted(
            file.type(BOUNDS),
            check,
            name(),
            type.kind().read,
            options.hasMin() ? options.getMin() : "Double.NEGATIVE_INFINITY",
            options.hasMax() ? options.getMax() : "Double.POSITIVE_INFINITY");
  }

  private String name() {
    return '"' + field.getFullName() + '"';
  }
}
