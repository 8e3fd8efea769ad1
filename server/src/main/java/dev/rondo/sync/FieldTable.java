package dev.rondo.sync;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;
import dev.rondo.protocol.options.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of an entity or a single by their index, in sets of bits: bit i is the field with index i, its
 * place among the message's fields in the order of their numbers, without an entity's id. The cases of a
 * oneof have one index, at the place of its first case.
 */
final class FieldTable {
  private static final int MAX_FIELDS = 62;
  private static final int FIRST_COLUMN = 2;
  private static final int LAST_COLUMN = 31;

  final int size;
  /** All fields. */
  final long all;
  /** Those with a step. */
  final long counts;
  /** Those with a step that a {@code Moves} can carry: its mask has a bit for each number up to 31. */
  final long columns;
  /** Those that only the owner sees. */
  final long owners;

  private final int[] numbers;

  private FieldTable(int[] numbers, long counts, long owners, boolean ofEntities) {
    this.numbers = numbers;
    this.size = numbers.length;
    this.all = (1L << size) - 1;
    this.counts = counts;
    this.owners = owners;
    long fitting = 0;
    for (int i = 0; i < size; i++) {
      if (numbers[i] >= FIRST_COLUMN && numbers[i] <= LAST_COLUMN) {
        fitting |= 1L << i;
      }
    }
    columns = ofEntities ? counts & ~owners & fitting : 0; // a single has no id to go by in a row
  }

  static FieldTable of(Descriptor message, boolean hasId, boolean isOwners) {
    List<FieldDescriptor> fields = new ArrayList<>(message.getFields());
    fields.sort(Comparator.comparingInt(FieldDescriptor::getNumber));
    List<Integer> numbers = new ArrayList<>();
    Set<OneofDescriptor> oneofs = new HashSet<>();
    long counts = 0;
    long owners = 0;
    for (FieldDescriptor field : fields) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      boolean isId = hasId && field.getNumber() == StateShape.ID_FIELD;
      if (isId || (oneof != null && !oneofs.add(oneof))) {
        continue;
      }
      FieldContract contract = field.getOptions().getExtension(Options.field);
      long bit = 1L << numbers.size();
      counts |= contract.hasStep() ? bit : 0;
      owners |= isOwners || contract.getSeenBy() == Visibility.OWNER ? bit : 0;
      numbers.add(field.getNumber());
    }
    if (numbers.size() > MAX_FIELDS) {
      throw new IllegalArgumentException("state message " + message.getFullName() + " has "
          + numbers.size() + " fields (expected: at most " + MAX_FIELDS
          + "); move some into a message of their own");
    }
    return new FieldTable(
        numbers.stream().mapToInt(Integer::intValue).toArray(), counts, owners, hasId);
  }

  /** What stands in {@code Moves.fields} for these columns. */
  int numbersOf(long fields) {
    int mask = 0;
    for (long rest = fields; rest != 0; rest &= rest - 1) {
      mask |= 1 << numbers[Long.numberOfTrailingZeros(rest)];
    }
    return mask;
  }
}
