package org.multiengine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory processes take, as Linux tells it. */
final class Memory {

  private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
  private static final int KILOBYTE = 1024;

  private Memory() {}

  /**
   * Returns the bytes of memory some processes take together; of pages that several have, each
   * counts its share.
   */
  static long of(List<Long> pids) throws IOException {
    long bytes = 0;
    for (long pid : pids) {
      Matcher share = SHARE.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
      if (!share.find()) {
        throw new IOException("the memory of process " + pid + " is not known");
      }
      bytes += Long.parseLong(share.group(1)) * KILOBYTE;
    }
    return bytes;
  }
}
