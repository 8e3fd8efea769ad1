package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

/**
 * A field of an entity or single, or a oneof of it: what stands of it in each member of its class. Its
 * constant is its index, which is also its bit in masks of fields.
 */
abstract class StateField {
  private final JavaFile file;
  private final Values values = new Values();

  /** The class that fields are written into, what it is, and the names in it. */
  record Home(JavaFile file, String className, String it, Names methods, Names variables) {}

  /**
   * Names a field.
   *
   * @param element the field or oneof
   * @param index its place among the fields of its message
   */
  StateField(Home home, GenericDescriptor element, int index) {
    file = home.file();
    set("class", home.className());
    set("it", home.it());
    set("proto", element.getName());
    set("name", home.methods().take(Names.camel(element.getName())));
    set("var", home.variables().take(Names.camel(element.getName())));
    set("BIT", home.variables().take(Names.constant(element.getName())));
    set("index", Integer.toString(index));
    set("doc", Javadoc.of(element, "What players see as {@code " + element.getName() + "}."));
  }

  /** The right kind of field. */
  static StateField of(Home home, FieldDescriptor field, int index) {
    if (field.isMapField()) {
      return new MapField(home, field, index);
    }
    if (field.isRepeated()) {
      return new ListField(home, field, index);
    }
    if (Contract.options(field).hasStep()) {
      return new CountField(home, field, index);
    }
    return Kind.of(field.getType()) == Kind.MESSAGE
        ? new MessageField(home, field, index)
        : new PlainField(home, field, index);
  }

  static StateField of(Home home, OneofDescriptor oneof, int index) {
    return new OneofField(home, oneof, index);
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

  final void close() {
    file.close();
  }

  /** Writes the constant of its index. */
  final void index() {
    code("private static final int ${BIT} = ${index};");
  }

  /** Writes its variables. */
  abstract void variables();

  /** Writes what game code reads and changes it with. */
  abstract void accessors();

  /** Writes its part of {@code settle}: nothing, unless it counts steps. */
  void settle() {}

  /** Says whether it counts steps. */
  boolean counts() {
    return false;
  }

  /** The condition that it differs from its default. */
  abstract String present();

  /** Writes its part of {@code writeFields}, for when it is asked for. */
  abstract void write();

  /** Writes its part of {@code steps}: nothing, unless it counts steps. */
  void steps() {}

  /** The value as a {@code double}, if it may say where an entity is; else nothing. */
  String place() {
    return "";
  }

  final String name() {
    return get("name");
  }
}
