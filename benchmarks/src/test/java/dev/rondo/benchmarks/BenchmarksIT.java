package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksIT {

  @Test
  void eachBenchmarkRunsWithEachOfItsParameters() throws RunnerException {
    Options once = new OptionsBuilder()
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(1))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();

    Collection<RunResult> results = new Runner(once).run();

    assertThat(results)
        .extracting(result -> result.getParams().getBenchmark().replaceAll(".*\\.(.+\\..+)", "$1"))
        .containsExactlyInAnyOrder(
            "AssembleFrameBenchmark.encode",
            "AssembleFrameBenchmark.tick",
            "DecodeClientFrameBenchmark.receive",
            "DecodeClientFrameBenchmark.receive",
            "EncodeStateBenchmark.move",
            "EncodeStateBenchmark.move",
            "EncodeStateBenchmark.move",
            "EncodeStateBenchmark.moveAndEncode",
            "EncodeStateBenchmark.moveAndEncode",
            "EncodeStateBenchmark.moveAndEncode",
            "FanOutBenchmark.copied",
            "FanOutBenchmark.copied",
            "FanOutBenchmark.shared",
            "FanOutBenchmark.shared");
  }
}
