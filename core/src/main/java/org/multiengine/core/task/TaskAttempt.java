package org.multiengine.core.task;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;

/**
 * The record of an attempt that began, or may have begun. Times are nanoseconds of the client's
 * clock that only goes forward.
 *
 * @param number the number of the attempt, from 1; numbers of attempts that never began are absent
 * @param engine the engine, or null if it is not known
 * @param sent when the attempt was sent to its node
 * @param begun when the client learned that it had begun; empty if the client only knows that the
 *     attempt may have begun
 * @param ended when the client learned of its end; empty if it has not ended
 * @param why the first line of the error that ended it; empty if there was none
 */
public record TaskAttempt(
    int number,
    @Nullable EngineLife engine,
    long sent,
    OptionalLong begun,
    OptionalLong ended,
    String why) {}
