package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A map of an input, in the order in which its entries came. */
final class InputMap extends InputField {
  InputMap(Home home, FieldDescriptor field) {
    super(home, field);
    InputValue key = new InputValue(field.getMessageType().findFieldByNumber(1), home.file());
    InputValue value = new InputValue(field.getMessageType().findFieldByNumber(2), home.file());
    set("readEntry", home.methods().take("read" + Names.capitalized(field.getName())));
    set("tag", ValueType.tag(field, Kind.LENGTH_DELIMITED));
    set("keyType", key.type().java());
    set("keyBoxed", key.type().boxed());
    set("keyDefault", key.type().defaultValue());
    set("keyTag", key.type().tag());
    set("keyRead", key.read());
    set("valueType", value.type().java());
    set("valueBoxed", value.type().boxed());
    set("valueDefault", value.type().defaultValue());
    set("valueTag", value.type().tag());
    set("valueRead", value.read("value"));
  }

  @Override
  void variables() {
    code("""
        private final ${java.util.Map}<${keyBoxed}, ${valueBoxed}> ${var} = new ${java.util.LinkedHashMap}<>();
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}, not to be changed, and another's with the next input
         */
        public ${java.util.Map}<${keyBoxed}, ${valueBoxed}> ${name}() {
          return ${java.util.Collections}.unmodifiableMap(${var});
        }
        """);
  }

  @Override
  void clear() {
    code("${var}.clear();");
  }

  @Override
  void read() {
    code("case ${tag} -> ${readEntry}(in);");
  }

  @Override
  void helpers() {
    file().gap();
    code("""
        private void ${readEntry}(${dev.rondo.room.InputReader} in) {
          int end = in.begin();
          ${keyType} key = ${keyDefault};
          ${valueType} value = ${valueDefault};
          for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
              case ${keyTag} -> key = ${keyRead};
              case ${valueTag} -> value = ${valueRead};
              default -> in.skip(tag);
            }
          }
          in.end(end);
          ${var}.put(key, value);
        }
        """);
  }
}
