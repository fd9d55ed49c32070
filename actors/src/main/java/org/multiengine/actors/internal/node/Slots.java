package org.multiengine.actors.internal.node;

import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.multiengine.core.identity.EngineId;

/**
 * The distribution of engines over nodes. The engines of one process form a slot, and a slot is one
 * shard, because the coordinator takes tens of milliseconds to allocate a shard.
 *
 * <p>An entity is named {@code slot/engine}, or {@code slot/engine.n} if n entities were named
 * after that engine before and run under other ids now.
 */
public final class Slots
    extends ShardingMessageExtractor<ShardingEnvelope<Engine.Command>, Engine.Command> {

  /** The type of the sharded entities: engines. */
  public static final EntityTypeKey<Engine.Command> ENGINES =
      EntityTypeKey.create(Engine.Command.class, "multiengine-engine");

  private static final char SEPARATOR = '/';
  private static final char EARLIER_SEPARATOR = '.';

  /** Returns the name of an engine's entity. */
  public static String entityId(String slot, EngineId id) {
    return entityId(slot, id, 0);
  }

  /** Returns the name of an engine's entity, after so many earlier ones that still run. */
  static String entityId(String slot, EngineId id, int earlier) {
    return slot + SEPARATOR + id + (earlier == 0 ? "" : EARLIER_SEPARATOR + "" + earlier);
  }

  /** Returns the engine that an entity's name stands for. */
  public static EngineId engineId(String entityId) {
    String name = entityId.substring(separator(entityId) + 1);
    int end = name.indexOf(EARLIER_SEPARATOR);
    return new EngineId(Integer.parseInt(end < 0 ? name : name.substring(0, end)));
  }

  private static int separator(String entityId) {
    return entityId.lastIndexOf(SEPARATOR);
  }

  @Override
  public String entityId(ShardingEnvelope<Engine.Command> envelope) {
    return envelope.entityId();
  }

  @Override
  public String shardId(String entityId) {
    return entityId.substring(0, separator(entityId));
  }

  @Override
  public Engine.Command unwrapMessage(ShardingEnvelope<Engine.Command> envelope) {
    return envelope.message();
  }
}
