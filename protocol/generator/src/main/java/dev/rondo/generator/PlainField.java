package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A number, truth value, text, enum or bytes: a variable that is compared and marked. */
final class PlainField extends StateField {
  private final ValueType type;

  PlainField(Home home, FieldDescriptor field, int index) {
    super(home, field, index);
    type = new ValueType(field, home.file());
    set("type", type.java());
    set("initializer", type.initializer());
    set("differs", type.differ("value", get("var")));
    set("kind", Contract.typeName(field));
  }

  @Override
  void variables() {
    code("private ${type} ${var}${initializer};");
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}
         */
        public ${type} ${name}() {
          return ${var};
        }
        """);
    file().gap();
    open("""
        /**
         * Changes {@link #${name}()}. Costs a comparison if that is what it is already.
         *
         * @param value what it is from now on
         * @return this
         */
        public ${class} ${name}(${type} value) {
        """);
    open("if (${differs}) {");
    type.writeGuard();
    code("""
        ${var} = value;
        mark(${BIT});
        """);
    close();
    code("return this;");
    close();
  }

  @Override
  String present() {
    return type.differsFromDefault(get("var"));
  }

  @Override
  void write() {
    file().line(type.write(get("var")));
  }

  @Override
  String place() {
    return switch (type.kind()) {
      case FLOAT, DOUBLE, INT32, SINT32, SFIXED32, INT64, SINT64, SFIXED64 -> get("var");
      case UINT32, FIXED32 -> "Integer.toUnsignedLong(" + get("var") + ")";
      default -> ""; // what is not a number, and numbers that a double cannot order
    };
  }
}
