package org.multiengine.core.namespace.groovy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.ScriptFrame;
import org.multiengine.core.namespace.groovy.classes.Functions;
import org.multiengine.core.namespace.groovy.script.SourceText;
import org.multiengine.core.namespace.groovy.script.SourceTexts;

/**
 * Converts stack traces to the frames that users know: lines of their texts and of the classes that
 * these call, without lines of the JDK, Groovy and the engine.
 */
final class Frames {

  private static final String CLOSURE = "<closure>";
  private static final int MAX_OUTERMOST = 20;
  private static final int MAX_INNERMOST = 5;

  private static final List<String> HIDDEN_PREFIXES =
      List.of(
          "groovy.",
          "org.codehaus.groovy.",
          "org.apache.groovy.",
          "java.",
          "javax.",
          "jdk.",
          "com.sun.proxy.",
          "sun.",
          "org.multiengine.actors.",
          "org.multiengine.client.",
          "org.multiengine.magics.",
          "org.multiengine.core.engine.",
          "org.multiengine.core.request.",
          "org.multiengine.core.namespace.");

  private final SourceTexts sources;

  Frames(SourceTexts sources) {
    this.sources = sources;
  }

  /**
   * Returns the frames of an exception, the outermost call first, limited to a screenful.
   *
   * @param ofClients whether scripts of other JVMs are frames too; they have no text here, and the
   *     name of their file
   */
  List<ScriptFrame> of(Throwable thrown, boolean ofClients) {
    var frames = new ArrayList<ScriptFrame>();
    StackTraceElement previous = null;
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().equals(GroovyNamespace.class.getName())) {
        break;
      }
      ScriptFrame frame = isBridge(element, previous) ? null : frame(element, ofClients);
      if (frame != null) {
        frames.add(frame);
      }
      previous = element;
    }
    Collections.reverse(frames);
    return bounded(frames);
  }

  private @Nullable ScriptFrame frame(StackTraceElement element, boolean ofClients) {
    SourceText source = sources.ofFile(element.getFileName());
    if (source != null) {
      return scriptFrame(element, source);
    }
    if (HIDDEN_PREFIXES.stream().anyMatch(element.getClassName()::startsWith)) {
      return null;
    }
    String file = element.getFileName();
    if (SourceText.isFileOfScript(file)) {
      return ofClients ? clientFrame(element, file) : null; // the engine that threw this error
    }
    return new ScriptFrame(
        file == null ? element.getClassName() : file,
        Math.max(0, element.getLineNumber()),
        element.getMethodName(),
        null);
  }

  private static @Nullable ScriptFrame scriptFrame(StackTraceElement element, SourceText source) {
    int line = element.getLineNumber();
    if (line < 1 || isGenerated(element.getMethodName())) {
      return null;
    }
    return new ScriptFrame(source.name(), line, function(element, source), source.line(line));
  }

  private static @Nullable ScriptFrame clientFrame(StackTraceElement element, String file) {
    int line = element.getLineNumber();
    String method = element.getMethodName();
    if (line < 1 || isGenerated(method)) {
      return null;
    }
    String function = isClosure(element.getClassName()) ? CLOSURE : Functions.nameOf(method);
    return new ScriptFrame(file, line, function, null);
  }

  private static boolean isClosure(String type) {
    return type.contains("_closure") || type.contains("_lambda");
  }

  private static String function(StackTraceElement element, SourceText source) {
    String type = element.getClassName();
    String method = element.getMethodName();
    if (isClosure(type)) {
      return CLOSURE;
    }
    if (!type.equals(source.scriptClass())) {
      return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }
    boolean body = method.equals("run") || method.startsWith("<");
    return body ? "<module>" : Functions.nameOf(method);
  }

  private static boolean isGenerated(String method) {
    return method.startsWith("this$dist$") || method.startsWith("access$");
  }

  /**
   * Returns whether a frame only calls the next one. Groovy enters a closure without parameters
   * through such a method.
   */
  private static boolean isBridge(StackTraceElement element, @Nullable StackTraceElement previous) {
    return element.getMethodName().equals("doCall") && element.equals(previous);
  }

  private static List<ScriptFrame> bounded(List<ScriptFrame> frames) {
    int left = frames.size() - MAX_OUTERMOST - MAX_INNERMOST;
    if (left <= 0) {
      return frames;
    }
    var kept = new ArrayList<>(frames.subList(0, MAX_OUTERMOST));
    kept.add(ScriptFrame.remark("... " + left + " frames left out ..."));
    kept.addAll(frames.subList(MAX_OUTERMOST + left, frames.size()));
    return kept;
  }
}
