package org.multiengine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.multiengine.bench.table.Table;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What the parts of a call take by themselves, by JMH: frames, values, texts.
 *
 * <pre>
 * PartsBenchmark [PART-OF-A-NAME]
 * </pre>
 */
public final class PartsBenchmark {

  private PartsBenchmark() {}

  /** Prints the table and writes it as JSON. */
  public static void main(String[] args) throws Exception {
    Path json = Files.createDirectories(Table.folder()).resolve("parts.json");
    Options options =
        new OptionsBuilder()
            .include("org\\.multiengine\\..*Parts\\..*" + (args.length == 0 ? "" : args[0]))
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .timeUnit(TimeUnit.MICROSECONDS)
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString())
            .build();
    new Runner(options).run();
  }
}
