package org.multiengine.core.code;

import java.util.List;
import org.multiengine.core.error.KernelError;

/** Asks the client that named a code for one of its classes. Safe for use by several threads. */
@FunctionalInterface
public interface ClassFetcher {

  /**
   * Returns a class of that code; waits for the client.
   *
   * @param code the code
   * @param className the full name of the class
   * @param known the hashes of what is here of that name
   * @throws KernelError if the client has gone, or does not answer in time
   */
  ClassFile fetch(String code, String className, List<String> known);
}
