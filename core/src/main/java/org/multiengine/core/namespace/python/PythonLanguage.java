package org.multiengine.core.namespace.python;

import java.util.Map;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.python.process.PythonCommand;
import org.multiengine.core.namespace.python.process.PythonProcess;
import org.multiengine.core.namespace.python.process.PythonSettings;

/**
 * Python 3.8 or newer, by the interpreter of this machine. Each namespace has a process of its own,
 * so that NumPy and other libraries with native code can be used, and a crash ends no other engine.
 *
 * <p>Values are copied between the processes: numbers, texts, bytes, lists, tuples, dicts, sets,
 * times and NumPy's arrays, as {@link org.multiengine.core.NDArray}. The process of a namespace
 * ends with the namespace, and with this JVM.
 */
public final class PythonLanguage implements Language {

  @Override
  public String name() {
    return "python";
  }

  @Override
  public String version() {
    return "Python 3";
  }

  @Override
  public void require(Map<String, String> options) {
    PythonCommand.require(PythonSettings.of(options));
  }

  /** Returns whether brackets, texts and blocks are closed. Blocks end with an empty line. */
  @Override
  public boolean isComplete(String text) {
    return !OpenPython.isOpen(text);
  }

  @Override
  public Namespace createNamespace() {
    return createNamespace(Map.of());
  }

  @Override
  public Namespace createNamespace(Map<String, String> options) {
    return new PythonNamespace(PythonProcess.start(PythonSettings.of(options)));
  }
}
