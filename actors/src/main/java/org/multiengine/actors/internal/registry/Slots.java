package org.multiengine.actors.internal.registry;

import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.core.identity.EngineId;

/**
 * How engines are spread over nodes. The engines of one process are one slot, and a slot is one
 * shard, because giving a shard a home takes the coordinator tens of milliseconds.
 *
 * <p>An entity is named {@code slot/engine}.
 */
public final class Slots
    extends ShardingMessageExtractor<ShardingEnvelope<Engine.Command>, Engine.Command> {

  public static final EntityTypeKey<Engine.Command> ENGINES =
      EntityTypeKey.create(Engine.Command.class, "multiengine-engine");

  private static final char SEPARATOR = '/';

  /** Returns the role by which a node says that it is the home of a slot. */
  public static String role(String slot) {
    return "slot-" + slot;
  }

  /** Returns the name of an engine's entity. */
  public static String entityId(String slot, EngineId id) {
    return slot + SEPARATOR + id;
  }

  /** Returns the engine an entity's name means. */
  public static EngineId engineId(String entityId) {
    return new EngineId(Integer.parseInt(entityId.substring(separator(entityId) + 1)));
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
