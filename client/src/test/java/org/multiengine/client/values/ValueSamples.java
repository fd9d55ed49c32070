package org.multiengine.client.values;

import groovy.lang.EmptyRange;
import groovy.lang.IntRange;
import groovy.lang.NumberRange;
import groovy.lang.ObjectRange;
import groovy.lang.Tuple;
import groovy.util.Expando;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.ChoiceFormat;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoEra;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of the JDK and of Groovy, with edge cases, for the tests of what arrives. */
@SuppressWarnings({
  "JdkObsolete",
  "JavaUtilDate",
  "rawtypes",
  "unchecked",
  "IdentityHashMapBoxing",
  "IdentityHashMapUsage",
  "NonApiType",
  "UnnecessaryStringBuilder"
})
final class ValueSamples {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private ValueSamples() {}

  /** Returns all samples by a name. */
  static Map<String, Object> all() {
    Map<String, Object> samples = new LinkedHashMap<>();
    add(samples, "number", numbers());
    add(samples, "text", texts());
    add(samples, "time", times());
    add(samples, "collection", collections());
    add(samples, "map", maps());
    add(samples, "util", utilities());
    add(samples, "atomic", atomics());
    add(samples, "net", addresses());
    add(samples, "format", formats());
    add(samples, "sql", List.of(new java.sql.Date(1_000), new java.sql.Time(2_000), stamp()));
    add(samples, "awt", drawing());
    add(samples, "error", errors());
    add(samples, "groovy", groovy());
    add(samples, "array", arrays());
    add(samples, "enum", enums());
    return samples;
  }

  private static void add(Map<String, Object> all, String kind, List<?> samples) {
    for (int i = 0; i < samples.size(); i++) {
      Object value = samples.get(i);
      all.put(kind + " " + i + " " + value.getClass().getName(), value);
    }
  }

  private static Timestamp stamp() {
    Timestamp stamp = new Timestamp(1_234);
    stamp.setNanos(123_456_789);
    return stamp;
  }

  private static List<Object> numbers() {
    return List.of(
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        Float.NaN,
        Float.MIN_VALUE,
        Double.NaN,
        -0.0,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Character.MAX_VALUE,
        true,
        new BigInteger("-123456789012345678901234567890"),
        BigInteger.ZERO,
        new BigDecimal("1.500"),
        new BigDecimal("-1E+1000"),
        BigDecimal.ZERO.setScale(-7),
        MathContext.DECIMAL128,
        new MathContext(3, RoundingMode.DOWN));
  }

  private static List<Object> texts() {
    return List.of(
        "",
        "plain",
        "\u0000\uffff",
        "\ud83d\ude00 \ud800",
        "x".repeat(70_000),
        new StringBuilder("builder"),
        new StringBuffer("buffer"),
        StandardCharsets.UTF_16BE,
        Pattern.compile("a(b)+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
        Locale.ROOT,
        Locale.forLanguageTag("de-Latn-DE-x-test"),
        UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
        Currency.getInstance("EUR"),
        String.CASE_INSENSITIVE_ORDER);
  }

  private static List<Object> times() {
    return List.of(
        Instant.MIN,
        Instant.MAX,
        Instant.ofEpochSecond(1, 999_999_999),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofNanos(-1),
        Period.of(1, -2, 300),
        LocalDate.MIN,
        LocalDate.MAX,
        LocalTime.MAX,
        LocalDateTime.MIN,
        OffsetTime.MAX,
        OffsetDateTime.MIN,
        ZonedDateTime.ofInstant(Instant.parse("2024-10-27T00:30:00Z"), BERLIN),
        ZonedDateTime.ofInstant(Instant.parse("2024-10-27T01:30:00Z"), BERLIN),
        ZonedDateTime.of(2024, 3, 31, 2, 30, 0, 0, BERLIN),
        ZonedDateTime.ofStrict(LocalDateTime.of(2024, 1, 1, 0, 0), ZoneOffset.ofHours(1), BERLIN),
        ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 1, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)),
        ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 1, ZoneId.of("UTC+01:00")),
        Year.of(-5),
        YearMonth.of(2024, 2),
        MonthDay.of(2, 29),
        BERLIN,
        ZoneId.of("GMT0"),
        ZoneOffset.MIN,
        BERLIN.getRules(),
        BERLIN.getRules().nextTransition(Instant.EPOCH),
        DayOfWeek.SUNDAY,
        Month.FEBRUARY,
        IsoEra.BCE,
        JapaneseDate.of(2024, 1, 1),
        HijrahDate.of(1445, 1, 1),
        MinguoDate.of(113, 1, 1),
        ThaiBuddhistDate.of(2567, 1, 1),
        ChronoUnit.FOREVER,
        ChronoField.EPOCH_DAY,
        WeekFields.of(DayOfWeek.SUNDAY, 3),
        ValueRange.of(1, 2, 28, 31),
        new Date(Long.MIN_VALUE),
        calendar(),
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.JAPAN),
        TimeZone.getTimeZone("America/New_York"),
        new SimpleTimeZone(3_600_000, "X"),
        new SimpleTimeZone(
            -18_000_000,
            "NY",
            Calendar.APRIL,
            1,
            -Calendar.SUNDAY,
            7_200_000,
            Calendar.OCTOBER,
            -1,
            Calendar.SUNDAY,
            7_200_000,
            3_600_000));
  }

  private static Calendar calendar() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.GERMANY);
    calendar.setTimeInMillis(1_700_000_000_000L);
    calendar.setLenient(false);
    calendar.setMinimalDaysInFirstWeek(3);
    return calendar;
  }

  private static List<Object> collections() {
    List<Object> nulls = new ArrayList<>(Arrays.asList(1, null, "a"));
    List<Object> shared = new ArrayList<>(List.of("x"));
    return new ArrayList<>(
        List.of(
            new ArrayList<>(),
            nulls,
            new ArrayList<>(List.of(shared, shared)),
            new LinkedList<>(nulls),
            new Vector<>(nulls),
            stack(),
            new ArrayDeque<>(List.of(1, 2)),
            new PriorityQueue<>(List.of(3, 1, 2)),
            queue(),
            new HashSet<>(nulls),
            new LinkedHashSet<>(nulls),
            new TreeSet<>(List.of(3, 1)),
            treeSet(),
            EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS),
            EnumSet.noneOf(DayOfWeek.class),
            List.of(),
            List.of(1),
            List.of(1, 2),
            List.of(1, 2, 3),
            Stream.of(1, null).toList(),
            Stream.of(1, null, 3, "a").toList(),
            Stream.of(1, 2, 3).toList(),
            Set.of(),
            Set.of(1),
            Set.of(1, 2, 3),
            Arrays.asList(1, null),
            Collections.emptyList(),
            Collections.emptySet(),
            Collections.singletonList(null),
            Collections.singleton(1),
            Collections.nCopies(3, "a"),
            Collections.unmodifiableList(nulls),
            Collections.unmodifiableSet(new LinkedHashSet<>(nulls)),
            Collections.synchronizedList(nulls),
            Collections.checkedList(new ArrayList<>(List.of(1)), Integer.class),
            setFromMap(),
            new ArrayList<>(List.of(1, 2, 3, 4)).subList(1, 3),
            new CopyOnWriteArrayList<>(nulls),
            new CopyOnWriteArraySet<>(List.of(1, 2)),
            new ConcurrentLinkedQueue<>(List.of(1, 2)),
            new ConcurrentLinkedDeque<>(List.of(1, 2)),
            new ConcurrentSkipListSet<>(List.of(2, 1)),
            new LinkedBlockingQueue<>(List.of(1)),
            cyclic()));
  }

  private static Set<Object> setFromMap() {
    Set<Object> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
    set.add(1);
    return set;
  }

  private static Stack<Object> stack() {
    Stack<Object> stack = new Stack<>();
    stack.push(1);
    return stack;
  }

  private static PriorityQueue<Integer> queue() {
    PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
    queue.addAll(List.of(1, 3, 2));
    return queue;
  }

  private static TreeSet<String> treeSet() {
    TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER.reversed());
    set.addAll(List.of("a", "B", "c"));
    return set;
  }

  private static List<Object> cyclic() {
    List<Object> list = new ArrayList<>();
    list.add(new Object[] {list});
    return list;
  }

  private static List<Object> maps() {
    Map<Object, Object> nulls = new HashMap<>();
    nulls.put(null, 1);
    nulls.put("a", null);
    Map<Object, Object> defaults = new Properties();
    return new ArrayList<>(
        List.of(
            new HashMap<>(),
            nulls,
            new LinkedHashMap<>(nulls),
            accessOrdered(),
            new TreeMap<>(Map.of(2, "b", 1, "a")),
            treeMap(),
            new Hashtable<>(Map.of(1, 2)),
            properties(),
            defaults,
            new IdentityHashMap<>(Map.of(1, 2)),
            new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
            new ConcurrentHashMap<>(Map.of(1, 2)),
            new ConcurrentSkipListMap<>(Map.of(2, 1, 1, 2)),
            Map.of(),
            Map.of(1, 2),
            Map.of(1, 2, 3, 4),
            Map.entry(1, 2),
            new java.util.AbstractMap.SimpleEntry<>(null, 1),
            new java.util.AbstractMap.SimpleImmutableEntry<>(1, null),
            Collections.emptyMap(),
            Collections.singletonMap(null, null),
            Collections.unmodifiableMap(new LinkedHashMap<>(nulls)),
            Collections.synchronizedMap(new TreeMap<>(Map.of(1, 2))),
            Map.of("nested", Map.of("deep", List.of(Map.of(1, Set.of(2)))))));
  }

  private static Map<Integer, Integer> accessOrdered() {
    Map<Integer, Integer> map = new LinkedHashMap<>(4, 0.75f, true);
    map.put(1, 1);
    map.put(2, 2);
    map.get(1);
    return map;
  }

  private static TreeMap<String, Integer> treeMap() {
    TreeMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
    map.putAll(Map.of("a", 1, "b", 2));
    return map;
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    return properties;
  }

  private static List<Object> utilities() {
    BitSet bits = new BitSet();
    bits.set(100);
    return List.of(
        Optional.empty(),
        Optional.of("a"),
        OptionalInt.of(1),
        bits,
        new Random(5),
        usedRandom(),
        ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  private static Random usedRandom() {
    Random random = new Random(7);
    double unused = random.nextGaussian(); // the second one is kept
    return random;
  }

  private static List<Object> atomics() {
    LongAdder adder = new LongAdder();
    adder.add(5);
    return List.of(
        new AtomicInteger(1),
        new AtomicLong(Long.MAX_VALUE),
        new AtomicBoolean(true),
        new AtomicReference<>(List.of(1)),
        new AtomicIntegerArray(new int[] {1, 2}),
        adder);
  }

  private static List<Object> addresses() {
    try {
      return List.of(
          URI.create("http://example.org/a?b=c#d"),
          new URL("http", "127.0.0.1", 80, "/file"),
          InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
          InetAddress.getByAddress("named", new byte[] {10, 0, 0, 1}),
          InetAddress.getByAddress(new byte[16]),
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80),
          InetSocketAddress.createUnresolved("nowhere.invalid", 1),
          new File("/a/b"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Object> formats() {
    DecimalFormat pattern = new DecimalFormat("#,##0.00", new DecimalFormatSymbols(Locale.GERMANY));
    pattern.setParseBigDecimal(true);
    return List.of(
        pattern,
        new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT),
        new MessageFormat("{0} and {1,number}", Locale.ROOT),
        new ChoiceFormat("0#none|1#one"),
        new DecimalFormatSymbols(Locale.US),
        new DateFormatSymbols(Locale.US));
  }

  private static List<Object> drawing() {
    return List.of(
        new Point(1, 2),
        new Dimension(3, 4),
        new Rectangle(1, 2, 3, 4),
        new Insets(1, 2, 3, 4),
        new Color(1, 2, 3, 4),
        new Point2D.Double(1.5, -0.0),
        new Rectangle2D.Float(1, 2, 3, 4),
        new Line2D.Double(1, 2, 3, 4),
        AffineTransform.getRotateInstance(1));
  }

  private static List<Object> errors() {
    IllegalStateException error =
        new IllegalStateException("outer", new FileNotFoundException("/data/in.csv"));
    error.addSuppressed(new UnknownHostException("host"));
    return List.of(error, new ArithmeticException(), new StackOverflowError("deep"));
  }

  private static List<Object> groovy() {
    Expando expando = new Expando();
    expando.setProperty("a", 1);
    return List.of(
        new IntRange(true, 1, 5),
        new IntRange(false, 5, 1),
        new IntRange(true, false, 1, 5),
        new ObjectRange('a', 'e'),
        new ObjectRange('e', 'a'),
        new NumberRange(1, 5, true, false),
        new NumberRange(new BigDecimal("1.5"), new BigDecimal("3.5"), true, true),
        new EmptyRange<>(3),
        Tuple.tuple(),
        Tuple.tuple(1, null),
        Tuple.tuple(1, "b", List.of()),
        expando);
  }

  private static List<Object> arrays() {
    Object[] cyclic = new Object[2];
    cyclic[0] = cyclic;
    return List.of(
        new int[] {1},
        new byte[0],
        new double[] {Double.NaN},
        new boolean[] {true},
        new char[] {'a'},
        new long[][] {{1}, {}},
        new String[] {"a", null},
        new Object[] {1, "a", null},
        new Integer[] {1, null},
        new List[] {List.of(1)},
        new LocalDate[] {LocalDate.EPOCH},
        cyclic);
  }

  private static List<Object> enums() {
    return List.of(
        TimeUnit.DAYS,
        Thread.State.RUNNABLE,
        RoundingMode.HALF_EVEN,
        Locale.Category.DISPLAY,
        String.class,
        int[].class,
        Collection.class);
  }
}
