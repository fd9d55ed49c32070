package org.multiengine.test.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM uses after a garbage collection, as its own tools and Linux show.
 *
 * @param threads the number of its threads
 * @param files the number of its open files
 * @param heap the kilobytes of its objects
 * @param metaspace the kilobytes of its classes
 */
record ProcessUse(long threads, long files, long heap, long metaspace) {

  private static final Pattern HEAP = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

  static ProcessUse of(long pid) throws IOException {
    long heap = figure(HEAP, command(pid, "GC.class_histogram")) / 1024;
    long metaspace = figure(METASPACE, command(pid, "GC.heap_info"));
    return new ProcessUse(
        entries(Path.of("/proc/" + pid + "/task")),
        entries(Path.of("/proc/" + pid + "/fd")),
        heap,
        metaspace);
  }

  private static String command(long pid, String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long figure(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no figure in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  static long entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  /** Returns whether this is about as much as before. */
  boolean isLike(ProcessUse before) {
    return threads <= before.threads + 4
        && files <= before.files + 4
        && heap <= before.heap + 8_000
        && metaspace <= before.metaspace + 3_000;
  }
}
