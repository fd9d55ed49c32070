package org.multiengine.core.value;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/**
 * Serializes a line of a stack trace so that it prints as in the original JVM. The names of
 * built-in class loaders and the versions of modules are left out, because only the receiver would
 * print them.
 */
final class FrameSerializer extends Serializer<StackTraceElement> {

  FrameSerializer(Config config) {
    super(config, StackTraceElement.class, true);
  }

  @Override
  public void write(WriteContext context, StackTraceElement frame) {
    context.writeStringRef(frame.getModuleName());
    context.writeStringRef(frame.getClassName());
    context.writeStringRef(frame.getMethodName());
    context.writeStringRef(frame.getFileName());
    context.getBuffer().writeInt32(frame.getLineNumber());
  }

  @Override
  public StackTraceElement read(ReadContext context) {
    String module = context.readStringRef();
    String className = context.readStringRef();
    String method = context.readStringRef();
    String file = context.readStringRef();
    int line = context.getBuffer().readInt32();
    return new StackTraceElement(null, module, null, className, method, file, line);
  }
}
