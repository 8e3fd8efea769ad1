package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A message inside of another: replaced whole, never merged. */
final class MessageField extends StateField {
  private final ValueType type;

  MessageField(Home home, FieldDescriptor field, int index) {
    super(home, field, index);
    type = new ValueType(field, home.file());
    String capitalized = Names.capitalized(field.getName());
    set("type", type.java());
    set("has", home.methods().take("has" + capitalized));
    set("clear", home.methods().take("clear" + capitalized));
    set("isSet", home.variables().take("has" + capitalized));
  }

  @Override
  void variables() {
    code("""
        private ${type} ${var} = ${type}.getDefaultInstance();
        private boolean ${isSet};
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}; the default instance if it is not set
         */
        public ${type} ${name}() {
          return ${var};
        }

        /**
         * Says whether {@link #${name}()} is set.
         *
         * @return whether it is
         */
        public boolean ${has}() {
          return ${isSet};
        }

        /**
         * Changes {@link #${name}()}, and sets it. Costs a comparison if that is what it is already.
         *
         * @param value what it is from now on
         * @return this
         */
        public ${class} ${name}(${type} value) {
          if (!${isSet} || !value.equals(${var})) {
            ${var} = ${java.util.Objects}.requireNonNull(value);
            ${isSet} = true;
            mark(${BIT});
          }
          return this;
        }

        /**
         * Unsets {@link #${name}()}. That sends all of ${it} again.
         *
         * @return this
         */
        public ${class} ${clear}() {
          if (${isSet}) {
            ${var} = ${type}.getDefaultInstance();
            ${isSet} = false;
            markReset(${BIT});
          }
          return this;
        }
        """);
  }

  @Override
  String present() {
    return get("isSet");
  }

  @Override
  void write() {
    open("if (${isSet}) {");
    file().line(type.write(get("var")));
    close();
  }
}
