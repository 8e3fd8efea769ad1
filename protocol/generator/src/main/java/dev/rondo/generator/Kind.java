package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** A scalar type of protobuf: its type in Java, and the methods that write, measure and read it. */
enum Kind {
  INT32("int", "Integer", 0, "int32", "varint64(%s)", "varint32()"),
  UINT32("int", "Integer", 0, "uint32", "varint32(%s)", "varint32()"),
  SINT32("int", "Integer", 0, "sint32", "zigzag32(%s)", "zigzag32()"),
  FIXED32("int", "Integer", 5, "fixed32", "fixed32(%s)", "fixed32()"),
  SFIXED32("int", "Integer", 5, "fixed32", "fixed32(%s)", "fixed32()"),
  INT64("long", "Long", 0, "int64", "varint64(%s)", "varint64()"),
  UINT64("long", "Long", 0, "uint64", "varint64(%s)", "varint64()"),
  SINT64("long", "Long", 0, "sint64", "zigzag64(%s)", "zigzag64()"),
  FIXED64("long", "Long", 1, "fixed64", "fixed64(%s)", "fixed64()"),
  SFIXED64("long", "Long", 1, "fixed64", "fixed64(%s)", "fixed64()"),
  FLOAT("float", "Float", 5, "float32", "fixed32(Float.floatToRawIntBits(%s))", "float32()"),
  DOUBLE("double", "Double", 1, "float64", "fixed64(Double.doubleToRawLongBits(%s))", "float64()"),
  BOOL("boolean", "Boolean", 0, "bool", "varint32(%s ? 1 : 0)", "bool()"),
  ENUM("", "", 0, "int32", "varint64(%s)", "varint32()"),
  STRING("String", "String", 2, "string", "", ""),
  BYTES("", "", 2, "bytes", "", ""),
  MESSAGE("", "", 2, "message", "", "");

  /** The wire type of what has its length before it. */
  static final int LENGTH_DELIMITED = 2;

  final String java;
  final String boxed;
  final int wireType;
  /** The method of StateWriter that writes one with its tag. */
  final String write;
  /** The call of StateWriter that writes one without. */
  final String writeBare;
  /** The call of InputReader that reads one. */
  final String read;

  Kind(String java, String boxed, int wireType, String write, String writeBare, String read) {
    this.java = java;
    this.boxed = boxed;
    this.wireType = wireType;
    this.write = write;
    this.writeBare = writeBare;
    this.read = read;
  }

  /** The kind of a type; groups are refused before anybody asks. */
  static Kind of(FieldDescriptor.Type type) {
    return valueOf(type.name());
  }

  /** Says whether a list of these is packed into one field. */
  boolean canBePacked() {
    return wireType != LENGTH_DELIMITED;
  }

  boolean isUnsigned() {
    return this == UINT32 || this == FIXED32 || this == UINT64 || this == FIXED64;
  }
}
