package dev.rondo.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;

/**
 * Reads fields with a step in the game's unit. A message of the state holds counts of steps, so a ship with
 * {@code x} 150 and step 0.01 is at {@code Steps.value(ship, "x")}, which is 1.5.
 */
public final class Steps {
  private Steps() {}

  /**
   * Returns a count of steps times the step.
   *
   * @param message an entity or a single of the contract's state
   * @param field the name of the field, as in the {@code .proto}
   * @return the value in the game's unit; 0 if the field is not set
   * @throws IllegalArgumentException if the message has no such field, or the field has no step
   */
  public static double value(Message message, String field) {
    FieldDescriptor descriptor = message.getDescriptorForType().findFieldByName(field);
    FieldContract option = descriptor == null
        ? FieldContract.getDefaultInstance()
        : descriptor.getOptions().getExtension(Options.field);
    if (descriptor == null || !option.hasStep()) {
      throw new IllegalArgumentException("field: " + field + " (expected: a field of "
          + message.getDescriptorForType().getFullName() + " with a step)");
    }
    int count = (Integer) message.getField(descriptor);
    return switch (descriptor.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedLong(count) * option.getStep();
      default -> count * option.getStep();
    };
  }
}
