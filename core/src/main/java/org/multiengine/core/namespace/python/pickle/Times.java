package org.multiengine.core.namespace.python.pickle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The forms of times and identifiers in Python. Python has microseconds: the rest of a nanosecond
 * is cut off. Time zones become offsets.
 */
final class Times {

  /**
   * A value of Python.
   *
   * @param constructor the function of the worker's module
   * @param arguments its arguments
   */
  record Form(String constructor, List<@Nullable Object> arguments) {}

  private static final int NANOS_PER_MICRO = 1000;
  private static final long SECONDS_PER_DAY = 86_400;

  private Times() {}

  /** Returns the form of a value; null if the value is something else. */
  @SuppressWarnings("JavaUtilDate") // users may push old dates
  static @Nullable Form of(Object value) {
    if (value instanceof LocalDateTime local) {
      return dateTime(local, null);
    }
    if (value instanceof OffsetDateTime time) {
      return dateTime(time.toLocalDateTime(), time.getOffset());
    }
    if (value instanceof ZonedDateTime time) {
      return dateTime(time.toLocalDateTime(), time.getOffset());
    }
    if (value instanceof Instant instant) {
      return dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }
    if (value instanceof Date date) {
      Instant instant = Instant.ofEpochMilli(date.getTime());
      return dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return new Form("date_", date(date));
    }
    if (value instanceof LocalTime time) {
      return new Form("time_", time(time));
    }
    if (value instanceof Duration duration) {
      return duration(duration);
    }
    return value instanceof UUID id ? new Form("uuid_", List.of(id.toString())) : null;
  }

  private static Form dateTime(LocalDateTime local, @Nullable ZoneOffset offset) {
    List<@Nullable Object> arguments = date(local.toLocalDate());
    arguments.addAll(time(local.toLocalTime()));
    arguments.add(offset == null ? null : offset.getTotalSeconds());
    return new Form("datetime_", arguments);
  }

  private static List<@Nullable Object> date(LocalDate date) {
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.add(date.getYear());
    arguments.add(date.getMonthValue());
    arguments.add(date.getDayOfMonth());
    return arguments;
  }

  private static List<@Nullable Object> time(LocalTime time) {
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.add(time.getHour());
    arguments.add(time.getMinute());
    arguments.add(time.getSecond());
    arguments.add(time.getNano() / NANOS_PER_MICRO);
    return arguments;
  }

  private static Form duration(Duration duration) {
    long days = Math.floorDiv(duration.getSeconds(), SECONDS_PER_DAY);
    long seconds = Math.floorMod(duration.getSeconds(), SECONDS_PER_DAY);
    return new Form("timedelta_", List.of(days, seconds, duration.getNano() / NANOS_PER_MICRO));
  }
}
