package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A list: a change of it is sent as all of it, because the wire can only append. */
final class ListField extends StateField {
  private final ValueType type;
  private final boolean packed;

  ListField(Home home, FieldDescriptor field, int index) {
    super(home, field, index);
    type = new ValueType(field, home.file());
    packed = field.isPacked();
    set("type", type.java());
    set("boxed", type.boxed());
    set("tag", ValueType.tag(field, Kind.LENGTH_DELIMITED));
  }

  @Override
  void variables() {
    code("""
        @SuppressWarnings("this-escape") // the list keeps it for later
        private final ${dev.rondo.sync.SyncList}<${boxed}> ${var} = new ${dev.rondo.sync.SyncList}<>(this, ${BIT});
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * <p>Takes no nulls. A change of it sends all of ${it} again: protobuf can only append.
         *
         * @return {@code ${proto}}
         */
        public ${java.util.List}<${boxed}> ${name}() {
          return ${var};
        }
        """);
  }

  @Override
  String present() {
    return "!" + get("var") + ".isEmpty()";
  }

  @Override
  void write() {
    if (!packed) {
      open("for (${type} value : ${var}) {");
      file().line(type.write("value"));
      close();
      return;
    }
    open("if (!${var}.isEmpty()) {");
    code("int begun = out.begin(${tag});");
    open("for (${type} value : ${var}) {");
    file().line(type.writeBare("value"));
    close();
    code("out.end(begun);");
    close();
  }
}
