package org.multiengine.client.internal.call;

import java.util.List;
import java.util.function.Function;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.core.Targets;
import org.multiengine.core.request.Request;

/**
 * A call to be made.
 *
 * @param method the client's method, as printed in errors
 * @param targets the engines that run the call
 * @param requests one request for all engines, or one for each
 * @param options how the call is made
 * @param elements how many elements a map has; 0 for another call
 * @param reader makes the result of the outcomes
 */
public record Call<T>(
    String method,
    Targets targets,
    List<Request> requests,
    CallOptions options,
    int elements,
    Function<List<EngineOutcome>, T> reader) {}
