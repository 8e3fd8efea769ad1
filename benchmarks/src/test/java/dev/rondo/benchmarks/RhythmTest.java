package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final int PERIOD = 1_000;

  @Test
  void findsNothingWrongWithTicksThatAreTrue() {
    Timeline line = line(100, PERIOD);

    Rhythm rhythm = Rhythm.of(List.of(line), PERIOD);

    assertThat(rhythm.seen()).isEqualTo(100);
    assertThat(rhythm.periods().median()).isEqualTo(PERIOD);
    assertThat(rhythm.jitter().percentile(100)).isZero();
    assertThat(rhythm.drift().farthest()).isCloseTo(0, within(1e-6));
    assertThat(rhythm.dropped()).isZero();
    assertThat(rhythm.skipped()).isZero();
  }

  @Test
  void countsALateTickAsALongPeriodAndAShortOne() {
    Timeline line = new Timeline(new Recording(0), 4);
    line.mark(1, 0);
    line.mark(2, PERIOD + 70);
    line.mark(3, 2 * PERIOD);
    line.mark(4, 3 * PERIOD);

    Rhythm rhythm = Rhythm.of(List.of(line), PERIOD);

    assertThat(rhythm.jitter().percentile(33)).isZero();
    assertThat(rhythm.jitter().percentile(34)).isEqualTo(70);
    assertThat(rhythm.jitter().percentile(100)).isEqualTo(70);
  }

  @Test
  void countsTicksThatDidNotRunInTheirTimeAsDropped() {
    Timeline line = new Timeline(new Recording(0), 3);
    line.mark(7, 0);
    line.mark(8, PERIOD);
    line.mark(9, 5 * PERIOD);

    Rhythm rhythm = Rhythm.of(List.of(line), PERIOD);

    assertThat(rhythm.dropped()).isEqualTo(3);
    assertThat(rhythm.skipped()).isZero();
  }

  @Test
  void countsTickNumbersThatDidNotArriveAsSkipped() {
    Timeline line = new Timeline(new Recording(0), 2);
    line.mark(7, 0);
    line.mark(10, 3 * PERIOD);

    Rhythm rhythm = Rhythm.of(List.of(line), PERIOD);

    assertThat(rhythm.skipped()).isEqualTo(2);
    assertThat(rhythm.dropped()).isZero();
  }

  @Test
  void namesTheDriftOfTheTimelineThatIsFarthestOff() {
    Timeline fine = line(1_000, PERIOD);
    Timeline slow = line(1_000, PERIOD + 1);

    Rhythm rhythm = Rhythm.of(List.of(fine, slow), PERIOD);

    assertThat(rhythm.drift().median()).isCloseTo(-999, within(1.0));
    assertThat(rhythm.drift().farthest()).isCloseTo(-999, within(1.0));
  }

  private static Timeline line(int ticks, long period) {
    Timeline line = new Timeline(new Recording(0), ticks);
    for (int i = 0; i < ticks; i++) {
      line.mark(1 + i, i * period);
    }
    return line;
  }
}
