package org.multiengine.actors.internal.node.task;

import java.util.function.Consumer;
import org.multiengine.core.identity.EngineLife;

/**
 * An engine of the node, as its tasks need it.
 *
 * @param life the life of the engine
 * @param load what the engine publishes
 * @param run hands it a task
 * @param stop has it return or interrupt a task
 */
public record TaskEngine(
    EngineLife life, EngineLoad load, Consumer<TaskRun> run, Consumer<TaskRun> stop) {}
