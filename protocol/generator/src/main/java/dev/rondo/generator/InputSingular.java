package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A field of an input that is there once or not at all. */
final class InputSingular extends InputField {
  private final InputValue value;

  InputSingular(Home home, FieldDescriptor field) {
    super(home, field);
    String capitalized = Names.capitalized(field.getName());
    value = new InputValue(field, home.file());
    set("has", home.methods().take("has" + capitalized));
    set("isSet", home.variables().take("has" + capitalized));
    set("type", value.type().java());
    set("default", value.type().defaultValue());
    set("initializer", value.type().initializer());
    set("tag", value.type().tag());
    set("read", value.read(get("var")));
  }

  @Override
  void variables() {
    code("""
        private ${type} ${var}${initializer};
        private boolean ${isSet};
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}; its default if it is not given
         */
        public ${type} ${name}() {
          return ${var};
        }

        /**
         * Says whether {@link #${name}()} is given.
         *
         * @return whether it is
         */
        public boolean ${has}() {
          return ${isSet};
        }
        """);
  }

  @Override
  void clear() {
    code("""
        ${var} = ${default};
        ${isSet} = false;
        """);
  }

  @Override
  void read() {
    code("""
        case ${tag} -> {
          ${var} = ${read};
          ${isSet} = true;
        }
        """);
  }
}
