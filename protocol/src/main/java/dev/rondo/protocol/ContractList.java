package dev.rondo.protocol;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields that can be reached from a contract's message, with their types, and nothing else of it: what
 * two generations of it are compared by. docs/WIRE.md section 2.5. Immutable.
 */
public final class ContractList {
  /** By path: the part's name, and the numbers of the fields on the way. */
  private final SortedMap<String, String> types;

  private final List<String> lines;
  private final String sum;

  /**
   * A field that both sides know and do not agree on.
   *
   * @param path where it is: the part's name, and the numbers of the fields on the way
   * @param own its type on this side
   * @param other its type on the other side
   */
  public record Difference(String path, String own, String other) {}

  private ContractList(SortedMap<String, String> types) {
    this.types = types;
    lines = types.entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .sorted()
        .toList();
    sum = String.format(Locale.ROOT, "%08x", hash(lines));
  }

  /**
   * Lists a contract.
   *
   * @param contract the contract message's type
   * @return its list
   */
  public static ContractList of(Descriptor contract) {
    SortedMap<String, String> types = new TreeMap<>();
    Set<Descriptor> onThePath = new HashSet<>(Set.of(contract));
    for (FieldDescriptor part : contract.getFields()) {
      add(part.getName(), part, onThePath, types);
    }
    return new ContractList(types);
  }

  /**
   * Reads the list that the other side has sent.
   *
   * @param lines its lines; what is none is left out
   * @return the list
   */
  public static ContractList read(List<String> lines) {
    SortedMap<String, String> types = new TreeMap<>();
    for (String line : lines) {
      int end = line.indexOf('=');
      if (end > 0) {
        types.put(line.substring(0, end), line.substring(end + 1));
      }
    }
    return new ContractList(types);
  }

  private static void add(
      String path, FieldDescriptor field, Set<Descriptor> onThePath, Map<String, String> types) {
    types.put(path, typeOf(field));
    FieldDescriptor value =
        field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
    if (value.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && onThePath.add(value.getMessageType())) {
      for (FieldDescriptor below : value.getMessageType().getFields()) {
        add(path + "." + below.getNumber(), below, onThePath, types);
      }
      onThePath.remove(value.getMessageType());
    }
  }

  private static String typeOf(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<" + typeOf(entry.findFieldByNumber(1)) + "," + typeOf(entry.findFieldByNumber(2))
          + ">";
    }
    FieldContract option = field.getOptions().getExtension(Options.field);
    return (field.isRepeated() ? "repeated " : "")
        + field.getType().name().toLowerCase(Locale.ROOT)
        + (option.hasStep()
            ? String.format(Locale.ROOT, "*%016x", Double.doubleToRawLongBits(option.getStep()))
            : "");
  }

  /** FNV-1a (Fowler, Noll, Vo) with 32 bits. */
  private static int hash(List<String> lines) {
    int hash = 0x811c9dc5;
    for (String line : lines) {
      for (byte next : (line + "\n").getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (next & 0xff)) * 0x01000193;
      }
    }
    return hash;
  }

  /**
   * Returns the lines, {@code path=type}.
   *
   * @return the lines, sorted
   */
  public List<String> lines() {
    return lines;
  }

  /**
   * Returns the sum of the lines, by which two lists are told apart.
   *
   * @return 8 hex digits
   */
  public String sum() {
    return sum;
  }

  /**
   * Compares this list with that of the other side. Where only one of them has a field, they do not differ.
   *
   * @param other the other list
   * @return the fields that both have, with other types; none when the contracts fit
   */
  public List<Difference> differences(ContractList other) {
    return types.entrySet().stream()
        .filter(field -> other.types.containsKey(field.getKey()))
        .map(field -> new Difference(
            field.getKey(), field.getValue(), other.types.getOrDefault(field.getKey(), "")))
        .filter(field -> !field.own().equals(field.other()))
        .toList();
  }

  /**
   * Says whether the other side has a field that this one has not, so that this one may be older.
   *
   * @param other the other list
   * @return true if there is such a field
   */
  public boolean lacksSomethingOf(ContractList other) {
    return !types.keySet().containsAll(other.types.keySet());
  }
}
