package org.multiengine.client.internal.process;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.core.engine.StartupScript;

/**
 * What the engine processes of a host are made of.
 *
 * @param perProcess how many engines share a process; the last process may hold fewer
 * @param javaOptions options for their JVMs, after those every engine process has
 * @param classPath their class path
 * @param startup the script that their engines run first
 * @param address the address at which they listen
 * @param keys the source of their credentials; null if connections are insecure
 */
public record EngineRecipe(
    int perProcess,
    List<String> javaOptions,
    String classPath,
    StartupScript startup,
    HostAddress address,
    @Nullable ClusterKeys keys) {}
