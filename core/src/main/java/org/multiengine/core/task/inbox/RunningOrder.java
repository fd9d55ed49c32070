package org.multiengine.core.task.inbox;

import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskOrder;

/**
 * An attempt that runs.
 *
 * @param client the queue of its client
 * @param order the attempt
 * @param engine the engine that runs it
 * @param since when it began
 * @param cost the time for which its client has been charged
 * @param isLong whether it counts as a long task
 */
record RunningOrder<F, W>(
    ClientQueue<F, W> client,
    TaskOrder<W> order,
    EngineLife engine,
    long since,
    long cost,
    boolean isLong) {}
