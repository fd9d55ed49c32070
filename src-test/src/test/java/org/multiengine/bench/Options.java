package org.multiengine.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.multiengine.bench.contender.Entrant;
import org.multiengine.bench.table.Work;

/**
 * How long a benchmark takes, and of what it is.
 *
 * @param rounds how often each contender has its turn with a work
 * @param warmUp for how long it does the work before; all JVMs that take part compile meanwhile
 * @param round how long a turn is; at least one run
 * @param only the part of a name that contenders must have to take part; empty for all
 * @param works parts of names, of which works must have one; an empty one is part of all names
 */
record Options(int rounds, Duration warmUp, Duration round, String only, List<String> works) {

  private static final String QUICK = "--quick";
  private static final String WARM_UP = "--warm-up=";
  private static final String ONLY = "--only=";
  private static final String WORK = "--work=";

  static Options parse(String[] args) {
    Options options =
        new Options(5, Duration.ofSeconds(30), Duration.ofSeconds(1), "", List.of(""));
    for (String word : List.of(args)) {
      options = options.with(word);
    }
    return options;
  }

  private Options with(String word) {
    if (word.equals(QUICK)) {
      return new Options(2, Duration.ofMillis(500), Duration.ofMillis(200), only, works);
    }
    if (word.startsWith(WARM_UP)) {
      return new Options(rounds, seconds(word), round, only, works);
    }
    if (word.startsWith(ONLY)) {
      return new Options(rounds, warmUp, round, rest(word, ONLY), works);
    }
    if (word.startsWith(WORK)) {
      Options some =
          new Options(rounds, warmUp, round, only, List.of(rest(word, WORK).split(",", -1)));
      if (Stream.of(Work.values()).noneMatch(some::admits)) {
        throw new IllegalArgumentException(
            "'" + word + "': there is no such work, but " + List.of(Work.values()));
      }
      return some;
    }
    throw new IllegalArgumentException(
        String.format(
            "'%s' is not known; arguments are [%s] [%sSECONDS] [%sPART-OF-A-CONTENDER'S-NAME]"
                + " [%sPART-OF-A-WORK'S-NAME,...]",
            word, QUICK, WARM_UP, ONLY, WORK));
  }

  private static Duration seconds(String word) {
    try {
      return Duration.ofSeconds(Long.parseUnsignedLong(rest(word, WARM_UP)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + word + "': a number of seconds is wanted, as in " + WARM_UP + "30", e);
    }
  }

  private static String rest(String word, String begin) {
    return word.substring(begin.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  boolean admits(Entrant entrant) {
    return lower(entrant.label()).contains(only);
  }

  boolean admits(Work some) {
    String names = lower(some.name()) + "\n" + lower(some.label());
    return works.stream().anyMatch(names::contains);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
