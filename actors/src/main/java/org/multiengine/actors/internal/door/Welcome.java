package org.multiengine.actors.internal.door;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.Versions;

/**
 * The answer to a {@link Hello}. After a refusal the door closes the connection.
 *
 * @param refusal why the connection is refused, as text for people; null if it is accepted
 * @param last whether another attempt cannot succeed
 * @param versions what the node runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Welcome(@Nullable String refusal, boolean last, Map<String, String> versions) {

  /** Replaces missing versions by none. */
  @SuppressWarnings("ConstantValue")
  public Welcome {
    versions = versions == null ? Map.of() : Map.copyOf(versions);
  }

  /** Returns the answer of a door that accepts a connection. */
  static Welcome accepted(Versions versions) {
    return new Welcome(null, false, versions.byName());
  }

  /** Returns the answer of a door that will always refuse such a connection. */
  static Welcome refused(String reason, Versions versions) {
    return new Welcome(reason, true, versions.byName());
  }

  /** Returns the answer of a door that cannot accept a connection now. */
  static Welcome notYet(String reason, Versions versions) {
    return new Welcome(reason, false, versions.byName());
  }

  /** Returns whether the connection is accepted. */
  @JsonIgnore
  public boolean isAccepted() {
    return refusal == null;
  }
}
