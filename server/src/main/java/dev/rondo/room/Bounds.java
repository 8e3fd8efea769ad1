package dev.rondo.room;

/**
 * What the values of a field from a client must keep to: numbers finite and within the field's {@code min}
 * and {@code max}, strings and bytes within its {@code max_bytes}. Called by generated code, which passes
 * infinity for a bound that the field does not have.
 *
 * <p><b>Threads:</b> any.
 *
 * <p><b>Allocation:</b> none, unless a value is refused.
 */
public final class Bounds {
  private Bounds() {}

  /**
   * Checks a number that has no bounds.
   *
   * @param field the field's full name
   * @param value what came
   * @return the value
   * @throws RuleBrokenException if it is infinite or not a number
   */
  public static float finite(String field, float value) {
    checkFinite(field, value);
    return value;
  }

  /**
   * Checks a number that has no bounds.
   *
   * @param field the field's full name
   * @param value what came
   * @return the value
   * @throws RuleBrokenException if it is infinite or not a number
   */
  public static double finite(String field, double value) {
    checkFinite(field, value);
    return value;
  }

  /**
   * Checks a number. Bounds are taken as the field can say them: the float 0.1 is a little more than the
   * double 0.1.
   *
   * @param field the field's full name
   * @param value what came
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds, or not a number
   */
  public static float within(String field, float value, double min, double max) {
    checkFinite(field, value);
    if (value < (float) min || value > (float) max) {
      throw outside(field, value, min, max);
    }
    return value;
  }

  /**
   * Checks a number.
   *
   * @param field the field's full name
   * @param value what came
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds, or not a number
   */
  public static double within(String field, double value, double min, double max) {
    checkFinite(field, value);
    if (value < min || value > max) {
      throw outside(field, value, min, max);
    }
    return value;
  }

  /**
   * Checks an integer.
   *
   * @param field the field's full name
   * @param value what came
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds
   */
  public static int signed(String field, int value, double min, double max) {
    within(field, (double) value, min, max);
    return value;
  }

  /**
   * Checks an integer.
   *
   * @param field the field's full name
   * @param value what came
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds
   */
  public static long signed(String field, long value, double min, double max) {
    within(field, (double) value, min, max);
    return value;
  }

  /**
   * Checks an integer of a type without a sign.
   *
   * @param field the field's full name
   * @param value what came, in 32 bits
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds
   */
  public static int unsigned(String field, int value, double min, double max) {
    within(field, toDouble(value), min, max);
    return value;
  }

  /**
   * Checks an integer of a type without a sign.
   *
   * @param field the field's full name
   * @param value what came, in 64 bits
   * @param min the least that is accepted
   * @param max the greatest that is accepted
   * @return the value
   * @throws RuleBrokenException if it is out of bounds
   */
  public static long unsigned(String field, long value, double min, double max) {
    within(field, toDouble(value), min, max);
    return value;
  }

  static double toDouble(int unsigned) {
    return Integer.toUnsignedLong(unsigned);
  }

  static double toDouble(long unsigned) {
    return unsigned < 0 ? (unsigned >>> 1) * 2.0 : unsigned;
  }

  /** Checks the length of a string or of bytes. */
  static void checkLength(String field, int bytes, int max) {
    if (bytes > max) {
      throw new RuleBrokenException(
          field + ": " + bytes + " bytes (expected: " + max + " or fewer)");
    }
  }

  private static void checkFinite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new RuleBrokenException(field + ": " + value + " (expected: a finite number)");
    }
  }

  private static RuleBrokenException outside(String field, double value, double min, double max) {
    return new RuleBrokenException(
        field + ": " + value + " (expected: " + said(min) + " to " + said(max) + ")");
  }

  private static String said(double bound) {
    return Double.isInfinite(bound) ? "any" : Double.toString(bound);
  }
}
