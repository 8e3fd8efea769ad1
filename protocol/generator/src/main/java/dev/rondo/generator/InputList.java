package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A list of an input, read packed or not, whatever the contract says, as protobuf has it. */
final class InputList extends InputField {
  private final InputValue value;

  InputList(Home home, FieldDescriptor field) {
    super(home, field);
    value = new InputValue(field, home.file());
    set("boxed", value.type().boxed());
    set("tag", value.type().tag());
    set("packedTag", ValueType.tag(field, Kind.LENGTH_DELIMITED));
    set("read", value.read());
  }

  @Override
  void variables() {
    code("private final ${java.util.List}<${boxed}> ${var} = new ${java.util.ArrayList}<>();");
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}, not to be changed, and another's with the next input
         */
        public ${java.util.List}<${boxed}> ${name}() {
          return ${java.util.Collections}.unmodifiableList(${var});
        }
        """);
  }

  @Override
  void clear() {
    code("${var}.clear();");
  }

  @Override
  void read() {
    code("case ${tag} ->\n  ${var}.add(${read});");
    if (value.type().kind().canBePacked()) {
      code("""
          case ${packedTag} -> {
            int end = in.begin();
            while (in.hasMore()) {
              ${var}.add(${read});
            }
            in.end(end);
          }
          """);
    }
  }
}
