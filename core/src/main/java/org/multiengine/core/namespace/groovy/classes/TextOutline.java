package org.multiengine.core.namespace.groovy.classes;

import java.util.List;

/**
 * The declarations that parsing finds in a text.
 *
 * @param imports the imports
 * @param functions the names of the methods of the functions
 * @param displayed whether a prompt shows the value of the text
 */
public record TextOutline(List<Import> imports, List<String> functions, boolean displayed) {

  /** The outline of an empty text. */
  static final TextOutline EMPTY = new TextOutline(List.of(), List.of(), false);
}
