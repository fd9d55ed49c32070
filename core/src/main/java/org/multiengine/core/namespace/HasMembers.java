package org.multiengine.core.namespace;

import java.util.List;

/** An object whose members Java's reflection does not show; prompts complete them by this. */
public interface HasMembers {

  /** Returns the names of all members, for completion. */
  List<String> completions();
}
