package org.multiengine.actors.internal.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first frame of a connection, from its client.
 *
 * @param door the version of the protocol of doors
 * @param versions what the client runs, see {@link
 *     org.multiengine.actors.internal.membership.Versions}
 * @param cluster the {@linkplain org.multiengine.actors.internal.security.Credentials#cluster()
 *     cluster} that the client wants; null for any, if clusters have no credentials
 * @param service what the connection is for
 * @param process the process that is to have the other end; null for the control service
 * @param session the client's random name of the link; null for the control service
 * @param resumed whether the link exists already and goes on over this connection
 * @param origin the client, as the door that passes the connection on has identified it; null from
 *     a client
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hello(
    int door,
    Map<String, String> versions,
    @Nullable String cluster,
    Service service,
    @Nullable String process,
    @Nullable String session,
    boolean resumed,
    @Nullable String origin) {

  /** The version of this protocol. */
  static final int DOOR_VERSION = 1;

  /** The services of a door. */
  enum Service {
    /** Frames of a link to the engines of a process. */
    LINK,
    /** The registry of the cluster, and orders to its hosts. */
    CONTROL
  }

  /** Replaces missing versions by none. */
  @SuppressWarnings("ConstantValue")
  public Hello {
    versions = versions == null ? Map.of() : Map.copyOf(versions);
  }

  public static Hello control(Map<String, String> versions, @Nullable String cluster) {
    return new Hello(DOOR_VERSION, versions, cluster, Service.CONTROL, null, null, false, null);
  }

  public static Hello link(
      Map<String, String> versions, String process, String session, boolean resumed) {
    return new Hello(DOOR_VERSION, versions, null, Service.LINK, process, session, resumed, null);
  }

  /** Returns the same hello, on behalf of a client that this process has identified. */
  Hello from(String client) {
    return new Hello(door, versions, cluster, service, process, session, resumed, client);
  }
}
