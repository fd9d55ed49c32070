package org.multiengine.magics.script;

import java.util.List;

/** An object whose members Java's reflection does not show; the prompt completes them by this. */
public interface HasMembers {

  /** Returns the names of all members, for completion. */
  List<String> completions();
}
