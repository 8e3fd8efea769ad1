package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A map: a change of it is sent as all of it, because the wire can only put. */
final class MapField extends StateField {
  private final ValueType key;
  private final ValueType value;

  MapField(Home home, FieldDescriptor field, int index) {
    super(home, field, index);
    key = new ValueType(field.getMessageType().findFieldByNumber(1), home.file());
    value = new ValueType(field.getMessageType().findFieldByNumber(2), home.file());
    set("key", key.boxed());
    set("value", value.boxed());
    set("tag", ValueType.tag(field, Kind.LENGTH_DELIMITED));
  }

  @Override
  void variables() {
    code("""
        @SuppressWarnings("this-escape") // the map keeps it for later
        private final ${dev.rondo.sync.SyncMap}<${key}, ${value}> ${var} =
            new ${dev.rondo.sync.SyncMap}<>(this, ${BIT});
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * <p>Takes no nulls. A change of it sends all of ${it} again: protobuf can only put.
         *
         * @return {@code ${proto}}
         */
        public ${java.util.Map}<${key}, ${value}> ${name}() {
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
    open("for (${java.util.Map}.Entry<${key}, ${value}> entry : ${var}.entrySet()) {");
    code("int begun = out.begin(${tag});");
    file().line(key.write("entry.getKey()"));
    file().line(value.write("entry.getValue()"));
    code("out.end(begun);");
    close();
  }
}
