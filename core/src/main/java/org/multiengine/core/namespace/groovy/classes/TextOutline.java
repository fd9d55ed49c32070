package org.multiengine.core.namespace.groovy.classes;

import java.util.List;
import java.util.Set;

/**
 * The declarations that parsing finds in a text.
 *
 * @param imports the imports
 * @param functions the names of the methods of the functions
 * @param hidden the names of those functions that methods of all scripts hide
 * @param displayed whether a prompt shows the value of the text
 * @param entryPoint the call that runs a file that only declares, such as {@code main()}; empty if
 *     the text has statements or no entry point
 */
public record TextOutline(
    List<Import> imports,
    List<String> functions,
    Set<String> hidden,
    boolean displayed,
    String entryPoint) {

  /** The outline of an empty text. */
  static final TextOutline EMPTY = new TextOutline(List.of(), List.of(), Set.of(), false, "");
}
