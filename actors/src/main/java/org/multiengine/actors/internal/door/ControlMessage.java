package org.multiengine.actors.internal.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.NodeTraits;

/** A message of the control service, between a client and the door of a host. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ControlMessage.Registry.class, name = "registry"),
  @JsonSubTypes.Type(value = ControlMessage.Add.class, name = "add"),
  @JsonSubTypes.Type(value = ControlMessage.RemoveLost.class, name = "removeLost"),
  @JsonSubTypes.Type(value = ControlMessage.Shutdown.class, name = "shutdown"),
  @JsonSubTypes.Type(value = ControlMessage.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = ControlMessage.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ControlMessage.Failed.class, name = "failed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ControlMessage {

  /**
   * Reports the registry to a client, first wholly and then at each change.
   *
   * @param version the number of the report on this connection, from 1
   * @param processes the processes that have engines, all of them
   * @param engines the engines that are new or have changed; all of them in the first report
   * @param removed the ids of engines that are no longer registered
   * @param doors the addresses of the doors of all hosts
   */
  record Registry(
      long version,
      List<ProcessRow> processes,
      List<EngineRow> engines,
      List<Integer> removed,
      List<String> doors)
      implements ControlMessage {}

  /**
   * A process that has engines.
   *
   * @param process its name, which no other process ever has
   * @param slot the slot of its own, which names its socket; empty for a host
   * @param door the address of the door through which it is reached
   */
  record ProcessRow(String process, String slot, String door) {}

  /**
   * An engine.
   *
   * @param process the process that has it; null if that is not known
   * @param stuck since when its process makes no progress, as text for people; empty if it does
   * @param begun the attempts at tasks that its lost process had begun; empty if not known
   * @param traits the labels and resources of its process
   */
  record EngineRow(
      int id,
      String slot,
      String node,
      String incarnation,
      String language,
      String state,
      String detail,
      @Nullable String process,
      String stuck,
      String begun,
      NodeTraits traits) {

    /** Creates a row without attempts at tasks, labels and resources. */
    public EngineRow(
        int id,
        String slot,
        String node,
        String incarnation,
        String language,
        String state,
        String detail,
        @Nullable String process,
        String stuck) {
      this(
          id,
          slot,
          node,
          incarnation,
          language,
          state,
          detail,
          process,
          stuck,
          "",
          NodeTraits.none());
    }

    /** Returns the same row with a process. */
    public EngineRow of(@Nullable String owner) {
      return new EngineRow(
          id, slot, node, incarnation, language, state, detail, owner, stuck, begun, traits);
    }

    /** Returns the row of the same engine after its loss. */
    public EngineRow lost(String how) {
      return new EngineRow(id, slot, node, incarnation, language, "LOST", how, null, "");
    }
  }

  /** An order of a client, numbered by it. */
  sealed interface Order extends ControlMessage {
    /** Returns the client's number of the order. */
    long order();
  }

  /** Orders more engines. */
  record Add(long order, int count, long limitMillis) implements Order {}

  /** Orders that lost engines are removed. */
  record RemoveLost(long order) implements Order {}

  /** Orders the end of the cluster. */
  record Shutdown(long order) implements Order {}

  /** A reply to an order. */
  sealed interface Reply extends ControlMessage {
    /** Returns the client's number of the order. */
    long order();
  }

  /** Reports how many of the ordered engines take requests. */
  record Progress(long order, int started) implements Reply {}

  /** Reports that an order is carried out, and which engines it concerned. */
  record Done(long order, List<Integer> ids) implements Reply {}

  /** Reports that an order is refused or has failed. */
  record Failed(long order, String reason) implements Reply {}
}
