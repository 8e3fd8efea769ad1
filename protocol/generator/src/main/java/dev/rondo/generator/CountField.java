package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;

/** A field with a step: full precision for the game, a count of steps for the wire. */
final class CountField extends StateField {
  private final ValueType type;

  CountField(Home home, FieldDescriptor field, int index) {
    super(home, field, index);
    type = new ValueType(field, home.file());
    boolean unsigned = type.kind().isUnsigned();
    BigDecimal step = new BigDecimal(Double.toString(Contract.options(field).getStep()));
    long least = unsigned ? 0 : Integer.MIN_VALUE;
    long most = unsigned ? 0xffff_ffffL : Integer.MAX_VALUE;
    set("count", home.variables().take(get("var") + "Count"));
    set("delta", home.variables().take(get("var") + "Delta"));
    set("signed", unsigned ? "unsigned" : "signed");
    set("step", Double.toString(Contract.options(field).getStep()));
    set("least", plain(step.multiply(BigDecimal.valueOf(least))));
    set("most", plain(step.multiply(BigDecimal.valueOf(most))));
  }

  private static String plain(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return Math.abs(stripped.scale()) < 20 ? stripped.toPlainString() : stripped.toString();
  }

  @Override
  void variables() {
    code("""
        private double ${var};
        private int ${count};
        private int ${delta};
        """);
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * <p>Players see the nearest multiple of ${step}.
         *
         * @return {@code ${proto}}, as it was set
         */
        public double ${name}() {
          return ${var};
        }

        /**
         * Changes {@link #${name}()}. Nothing is sent while players see the same multiple of ${step}.
         *
         * @param value what it is from now on; players see what is beyond ${least}
         *     and ${most} as these, and not a number as what was before
         * @return this
         */
        public ${class} ${name}(double value) {
          if (Double.compare(value, ${var}) != 0) {
            ${var} = value;
            mark(${BIT});
          }
          return this;
        }
        """);
  }

  @Override
  void settle() {
    code("""
        if ((marked & 1L << ${BIT}) != 0) {
          int before = ${count};
          ${count} = ${signed}Steps(${var}, ${step}, before);
          ${delta} = ${count} - before;
          if (${delta} == 0) {
            changed &= ~(1L << ${BIT});
          }
        }
        """);
  }

  @Override
  boolean counts() {
    return true;
  }

  @Override
  String present() {
    return get("count") + " != 0";
  }

  @Override
  void write() {
    file().line(type.write("whole ? " + get("count") + " : " + get("delta")));
  }

  @Override
  void steps() {
    code("into[${BIT}] = ${delta};");
  }

  @Override
  String place() {
    return get("var");
  }
}
