package org.multiengine.core.namespace;

import java.util.List;

/** An object that lists its members for completion, because reflection does not show them. */
public interface HasMembers {

  /** Returns the names of all members. */
  List<String> completions();
}
