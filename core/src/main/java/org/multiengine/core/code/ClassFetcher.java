package org.multiengine.core.code;

import java.util.List;
import org.multiengine.core.error.KernelError;

/** Fetches classes from the client that assigned a code. Safe for use by several threads. */
@FunctionalInterface
public interface ClassFetcher {

  /**
   * Fetches a class of a code. Waits for the client.
   *
   * @param code the code
   * @param className the full name of the class
   * @param known the hashes of the classes of that name that this node already has
   * @throws KernelError if the client has disconnected or does not answer in time
   */
  ClassFile fetch(String code, String className, List<String> known);
}
