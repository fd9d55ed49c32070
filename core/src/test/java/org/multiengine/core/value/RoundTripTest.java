package org.multiengine.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every client receives from every engine without further ado. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"}) // sent by users
final class RoundTripTest {

  private static final ClassLoader LOADER = RoundTripTest.class.getClassLoader();
  private static final ValueCodec client = ValueCodec.forClient(LOADER);
  private static final ValueCodec engine = ValueCodec.forEngine(LOADER);

  private static @Nullable Object received(@Nullable Object value) {
    return client.decode(engine.encode(value));
  }

  static Stream<Object> values() {
    return Stream.of(
        true,
        (byte) 1,
        'c',
        (short) 2,
        3,
        4L,
        5.5f,
        Double.NaN,
        "",
        "grüße \ud83d\ude00",
        "lone \ud800 surrogates \udc00",
        "x".repeat(100_000),
        BigInteger.TEN.pow(100),
        new BigDecimal("1.2300"),
        new BigDecimal("1E+10"),
        Instant.ofEpochSecond(1, 999_999_999),
        LocalDate.of(2026, 2, 28),
        LocalTime.MIDNIGHT,
        LocalDateTime.of(2026, 2, 28, 1, 2, 3, 4),
        ZonedDateTime.of(2026, 2, 28, 1, 2, 3, 4, ZoneId.of("Europe/Paris")),
        OffsetDateTime.of(2026, 2, 28, 1, 2, 3, 4, ZoneOffset.ofHours(-3)),
        Duration.ofNanos(-5),
        Period.of(1, 2, 3),
        Year.of(2026),
        YearMonth.of(2026, 3),
        MonthDay.of(2, 29),
        DayOfWeek.MONDAY,
        ZoneId.of("Europe/Paris"),
        ZoneOffset.UTC,
        new Date(5),
        UUID.fromString("c0ffee00-1111-2222-3333-444444444444"),
        Optional.of("x"),
        Optional.empty(),
        OptionalInt.of(3),
        URI.create("http://localhost:80/a?b=c#d"),
        InetAddress.getLoopbackAddress(),
        TimeUnit.DAYS,
        Locale.CANADA_FRENCH,
        Currency.getInstance("EUR"),
        StandardCharsets.UTF_8,
        String.class,
        int[].class,
        new File("a/b"),
        BitSet.valueOf(new long[] {5, 7}));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_sentToClient_arrivesEqual(Object value) {
    assertThat(received(value)).isEqualTo(value).hasSameClassAs(value);
  }

  static Stream<Collection<?>> collections() {
    var three = List.of(3, 1, 2);
    return Stream.of(
        new ArrayList<>(Arrays.asList(1, null, "x")),
        new LinkedList<>(three),
        new Vector<>(three),
        new CopyOnWriteArrayList<>(three),
        new HashSet<>(three),
        new LinkedHashSet<>(three),
        new TreeSet<>(three),
        new TreeSet<>(Comparator.<Integer>reverseOrder()),
        EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS),
        List.of(),
        List.of(1),
        three,
        Set.of(1),
        Set.of(1, 2, 3),
        Collections.emptyList(),
        Collections.singletonList(1),
        Collections.unmodifiableList(new ArrayList<>(three)),
        Collections.unmodifiableSet(new HashSet<>(three)),
        Collections.synchronizedList(new ArrayList<>(three)),
        Collections.nCopies(4, "x"),
        Arrays.asList(1, 2),
        new ArrayList<>(three).subList(1, 3),
        three.subList(0, 2),
        new ArrayList<>(Collections.nCopies(100_000, null)),
        Stream.of(1, 2).toList());
  }

  @ParameterizedTest
  @MethodSource("collections")
  void collection_sentToClient_keepsElementsAndOrder(Collection<?> collection) {
    var copy = (Collection<?>) received(collection);

    assertThat(copy).isEqualTo(collection).hasToString(collection.toString());
  }

  @Test
  void queue_sentToClient_keepsElements() {
    for (Collection<Integer> queue :
        List.<Collection<Integer>>of(
            new ArrayDeque<>(List.of(2, 1)),
            new PriorityQueue<>(List.of(1, 2)),
            new LinkedBlockingQueue<>(List.of(2, 1)))) {
      var copy = (Collection<?>) received(queue);

      assertThat(copy).hasSameClassAs(queue).hasToString(queue.toString());
    }
  }

  static Stream<Map<?, ?>> maps() {
    var map = new LinkedHashMap<String, Object>();
    map.put("z", 1);
    map.put("a", List.of(2));
    map.put("null", null);
    var reversed = new TreeMap<String, Integer>(Comparator.reverseOrder());
    reversed.putAll(Map.of("a", 1, "b", 2));
    var ignoringCase = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(Map.of("a", 1, "B", 2));
    return Stream.of(
        map,
        new HashMap<>(map),
        reversed,
        ignoringCase,
        new ConcurrentSkipListMap<>(Map.of("a", 1)),
        new ConcurrentHashMap<>(Map.of(1, 2)),
        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
        Map.of(),
        Map.of(1, 2),
        Map.of(1, 2, 3, 4),
        Collections.unmodifiableMap(map),
        Collections.singletonMap(1, 2));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void map_sentToClient_keepsEntriesAndOrder(Map<?, ?> map) {
    var copy = (Map<?, ?>) received(map);

    assertThat(copy).isEqualTo(map).hasSameClassAs(map);
    if (!map.getClass().equals(HashMap.class)) {
      assertThat(copy).hasToString(map.toString());
    }
  }

  @Test
  void viewsOfMap_sent_arriveAsPlainCollections() {
    var map = new LinkedHashMap<>(Map.of("a", 1));

    assertThat(received(map.keySet())).isEqualTo(new LinkedHashSet<>(Set.of("a")));
    assertThat(received(map.values())).isEqualTo(new ArrayList<>(List.of(1)));
    assertThat(received(map.entrySet())).isEqualTo(Set.of(new SimpleEntry<>("a", 1)));
    assertThat(received(Map.entry("k", "v"))).isEqualTo(new SimpleEntry<>("k", "v"));
    assertThat(received(new HashMap<>(map).entrySet().iterator().next()))
        .isEqualTo(Map.entry("a", 1));
  }

  @Test
  void array_ofObjects_keepsTypeAndElements() {
    var nested = new int[][] {{1}, {2, 3}, null};
    var mixed = new Object[] {1, "two", null, new double[] {3}};

    assertThat((int[][]) received(nested)).isDeepEqualTo(nested);
    assertThat((Object[]) received(mixed)).hasSize(4).startsWith(1, "two", null);
    assertThat(received(new String[] {"a"})).isEqualTo(new String[] {"a"});
    assertThat(received(new BigInteger[2][3])).isInstanceOf(BigInteger[][].class);
  }

  @Test
  void holder_withoutEquals_keepsContent() {
    assertThat(received(new StringBuilder("text"))).hasToString("text");
    assertThat(received(new AtomicInteger(3))).hasToString("3");
    assertThat(received(new AtomicLong(4))).hasToString("4");
    assertThat(received(new AtomicBoolean(true))).hasToString("true");
    assertThat(received(new AtomicReference<>("x"))).hasToString("x");
    assertThat(received(Pattern.compile("a+"))).hasToString("a+");
    assertThat(received(new Object())).hasSameClassAs(new Object());
  }

  @Test
  void nothing_sent_arrives() {
    assertThat(received(null)).isNull();
  }
}
