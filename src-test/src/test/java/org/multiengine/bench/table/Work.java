package org.multiengine.bench.table;

/** What is measured, the same for all systems as far as each has an idiom for it. */
public enum Work {
  CALL_ONE("call on one engine", Figure.MILLISECONDS, 1),
  CALL_ALL("call on all four", Figure.MILLISECONDS, 1),
  NEW_TEXT_ONE("text never seen before, on one", Figure.MILLISECONDS, 1),
  APPLY_ALL("function applied on all four", Figure.MILLISECONDS, 1),
  PUSH_SMALL("push of a number to all four", Figure.MILLISECONDS, 1),
  PULL_SMALL("pull of a number from all four", Figure.MILLISECONDS, 1),
  ERROR_ALL("error on all four until raised", Figure.MILLISECONDS, 1),

  PIPELINED_ONE("2,000 calls to one, 1 thread", Figure.PER_SECOND, Work.PIPELINED),
  PIPELINED_TURNS("2,000 calls to four in turn, 1 thread", Figure.PER_SECOND, Work.PIPELINED),
  PIPELINED_THREADS("2,000 calls to one, 8 threads", Figure.PER_SECOND, Work.PIPELINED),

  MAP_SMALL("map of 10,000 integers", Figure.MILLISECONDS, 1),
  MAP_WIDE("map of 1,000,000 integers", Figure.MILLISECONDS, 1),
  MAP_LARGE("map of 8 arrays of 1 MB to their sums", Figure.MILLISECONDS, 1),

  PUSH_8("push 8 MB to all four", Figure.MEGABYTES_PER_SECOND, 4 * 8_000_000L),
  PUSH_80("push 80 MB to all four", Figure.MEGABYTES_PER_SECOND, 4 * 80_000_000L),
  PUSH_400("push 400 MB to all four", Figure.MEGABYTES_PER_SECOND, 4 * 400_000_000L),
  PUSH_80_ONE("push 80 MB to one", Figure.MEGABYTES_PER_SECOND, 80_000_000L),
  PULL_8("pull 8 MB from one", Figure.MEGABYTES_PER_SECOND, 8_000_000L),
  PULL_80("pull 80 MB from one", Figure.MEGABYTES_PER_SECOND, 80_000_000L),
  SCATTER_80("scatter 80 MB", Figure.MEGABYTES_PER_SECOND, 80_000_000L),
  GATHER_80("gather 80 MB", Figure.MEGABYTES_PER_SECOND, 80_000_000L),
  PUSH_LIST("push a list of 100,000 integers to all four", Figure.MILLISECONDS, 1),
  PUSH_MAP("push a map of 100,000 strings to all four", Figure.MILLISECONDS, 1),

  HEAP_PUSH("smallest heap that pushes 400 MB to one", Figure.MEGABYTES, 1),
  HEAP_PULL("smallest heap that pulls 400 MB from one", Figure.MEGABYTES, 1),

  START("from nothing to the first answer of four", Figure.MILLISECONDS, 1),
  START_MEMORY("memory of all processes then", Figure.MEGABYTES, 1),

  COMMAND_EXEC("a process that executes a text on all four", Figure.MILLISECONDS, 1),
  COMMAND_STATUS("a process that shows the state of all four", Figure.MILLISECONDS, 1),
  COMMAND_HELP("a process that shows its help", Figure.MILLISECONDS, 1),

  WIDE_START("start until all engines have answered", Figure.MILLISECONDS, 1),
  WIDE_CALL("call on all engines", Figure.MILLISECONDS, 1),
  WIDE_MEMORY("memory of the engine processes", Figure.MEGABYTES, 1);

  /** Calls that are sent before the first answer is waited for. */
  public static final int PIPELINED = 2_000;

  /** Threads of {@link #PIPELINED_THREADS}. */
  public static final int THREADS = 8;

  public static final int ENGINES = 4;
  public static final int SMALL = 10_000;
  public static final int WIDE = 1_000_000;
  public static final int ARRAYS = 8;
  public static final int ENTRIES = 100_000;

  private final String label;
  private final Figure figure;
  private final long units;

  Work(String label, Figure figure, long units) {
    this.label = label;
    this.figure = figure;
    this.units = units;
  }

  public String label() {
    return label;
  }

  Figure figure() {
    return figure;
  }

  /** Returns how many calls or bytes one run of the work takes. */
  long units() {
    return units;
  }

  /** Returns how many doubles are transferred to, or from, one engine or scattered over all. */
  public int doubles() {
    return switch (this) {
      case PUSH_8, PULL_8 -> 1_000_000;
      case PUSH_80, PUSH_80_ONE, PULL_80, SCATTER_80, GATHER_80 -> 10_000_000;
      case PUSH_400 -> 50_000_000;
      case MAP_LARGE -> 125_000;
      default -> throw new IllegalArgumentException("transfers no array: " + label);
    };
  }
}
