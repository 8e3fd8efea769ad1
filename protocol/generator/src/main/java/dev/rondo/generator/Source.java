package dev.rondo.generator;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in its .proto something stands, and what is written about it there. */
final class Source {
  private Source() {}

  /**
   * A place in a file, as compilers name it.
   *
   * @param file the file
   * @param line counts from 1
   * @param column counts from 1
   */
  record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::file)
        .thenComparingInt(Place::line)
        .thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** Returns where an element begins: the start of the file, if that does not say. */
  static Place place(GenericDescriptor element) {
    Location location = location(element);
    String file = element.getFile().getFullName();
    return location == null
        ? new Place(file, 1, 1)
        : new Place(file, location.getSpan(0) + 1, location.getSpan(1) + 1);
  }

  /** Returns the comment before an element, or else behind it, or nothing. */
  static String comment(GenericDescriptor element) {
    Location location = location(element);
    if (location == null) {
      return "";
    }
    return location.getLeadingComments().isBlank()
        ? location.getTrailingComments()
        : location.getLeadingComments();
  }

  private static @Nullable Location location(GenericDescriptor element) {
    List<Integer> path = path(element);
    for (Location location : element.getFile().toProto().getSourceCodeInfo().getLocationList()) {
      if (location.getPathList().equals(path)) {
        return location;
      }
    }
    return null;
  }

  /** The numbers of the fields of descriptor.proto, and the indexes in them, that lead to an element. */
  private static List<Integer> path(GenericDescriptor element) {
    if (element instanceof Descriptor message) {
      Descriptor parent = message.getContainingType();
      return parent == null
          ? below(List.of(), FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, message.getIndex())
          : below(path(parent), DescriptorProto.NESTED_TYPE_FIELD_NUMBER, message.getIndex());
    }
    if (element instanceof FieldDescriptor field) {
      Descriptor parent = field.getContainingType();
      return below(path(parent), DescriptorProto.FIELD_FIELD_NUMBER, field.getIndex());
    }
    OneofDescriptor oneof = (OneofDescriptor) element;
    Descriptor parent = oneof.getContainingType();
    return below(path(parent), DescriptorProto.ONEOF_DECL_FIELD_NUMBER, oneof.getIndex());
  }

  private static List<Integer> below(List<Integer> parent, int field, int index) {
    List<Integer> path = new ArrayList<>(parent);
    path.add(field);
    path.add(index);
    return path;
  }
}
