package org.multiengine.core.value;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Serializes a time with its offset, which distinguishes the hours that autumn repeats. */
final class ZonedTimeSerializer extends Serializer<ZonedDateTime> {

  ZonedTimeSerializer(Config config) {
    super(config, ZonedDateTime.class, true);
  }

  @Override
  public void write(WriteContext context, ZonedDateTime value) {
    context.writeRef(value.toLocalDateTime());
    context.writeRef(value.getOffset());
    context.writeRef(value.getZone());
  }

  @Override
  public ZonedDateTime read(ReadContext context) {
    var local = (LocalDateTime) Objects.requireNonNull(context.readRef());
    var offset = (ZoneOffset) Objects.requireNonNull(context.readRef());
    var zone = (ZoneId) Objects.requireNonNull(context.readRef());
    return ZonedDateTime.ofInstant(local, offset, zone);
  }
}
