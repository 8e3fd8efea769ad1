package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

/** A field of an input, or a oneof of it: what stands of it in each member of its view. */
abstract class InputField {
  private final JavaFile file;
  private final Values values = new Values();

  /** The class that fields are written into, and the names in it. */
  record Home(JavaFile file, Names methods, Names variables) {}

  InputField(Home home, GenericDescriptor element) {
    file = home.file();
    set("proto", element.getName());
    set("name", home.methods().take(Names.camel(element.getName())));
    set("var", home.variables().take(Names.camel(element.getName())));
    set("doc", Javadoc.of(element, "What the player gives as {@code " + element.getName() + "}."));
  }

  /** The right kind of field. */
  static InputField of(Home home, FieldDescriptor field) {
    if (field.isMapField()) {
      return new InputMap(home, field);
    }
    return field.isRepeated() ? new InputList(home, field) : new InputSingular(home, field);
  }

  static InputField of(Home home, OneofDescriptor oneof) {
    return new InputOneof(home, oneof);
  }

  final JavaFile file() {
    return file;
  }

  final void set(String key, String value) {
    values.set(key, value);
  }

  final String get(String key) {
    return values.get(key);
  }

  final void code(String template) {
    file.code(template, values);
  }

  final void open(String template) {
    file.open(template, values);
  }

  /** Writes its variables. */
  abstract void variables();

  /** Writes what game code reads it with. */
  abstract void accessors();

  /** Writes its part of {@code clear}. */
  abstract void clear();

  /** Writes its cases of the switch over tags. */
  abstract void read();

  /** Writes methods that its cases call. */
  void helpers() {}
}
