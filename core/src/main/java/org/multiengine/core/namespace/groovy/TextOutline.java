package org.multiengine.core.namespace.groovy;

import java.util.List;

/**
 * What parsing tells of a text.
 *
 * @param imports what it imports
 * @param functions the methods of the functions it defines
 * @param displayed whether a prompt shows its value
 */
record TextOutline(List<Import> imports, List<String> functions, boolean displayed) {

  /** The outline of an empty text. */
  static final TextOutline EMPTY = new TextOutline(List.of(), List.of(), false);
}
