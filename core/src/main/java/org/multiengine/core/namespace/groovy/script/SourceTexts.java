package org.multiengine.core.namespace.groovy.script;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an engine that are still in use. A script refers to its {@link SourceText}, and
 * functions and closures refer to their script. Used by one thread at a time.
 */
public final class SourceTexts {

  private static final class Entry extends WeakReference<SourceText> {

    private final String file;

    Entry(SourceText text, ReferenceQueue<SourceText> dropped) {
      super(text, dropped);
      this.file = text.file();
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final ReferenceQueue<SourceText> dropped = new ReferenceQueue<>();

  /** Adds a text and replaces an earlier text of the same file. */
  public void add(SourceText text) {
    for (var gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      if (gone instanceof Entry entry) {
        entries.remove(entry.file, entry);
      }
    }
    entries.put(text.file(), new Entry(text, dropped));
  }

  /** Returns the text of a file that a stack trace names, or null. */
  @Nullable
  public SourceText ofFile(@Nullable String file) {
    Entry entry = file == null ? null : entries.get(file);
    return entry == null ? null : entry.get();
  }

  /** Returns the number of known texts. */
  int size() {
    return entries.size();
  }
}
