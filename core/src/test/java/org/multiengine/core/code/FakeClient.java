package org.multiengine.core.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.EncodedValue;

/** A client with some classes, which remembers what it was asked for. */
final class FakeClient implements ClassFetcher {

  record Asked(String code, String className, List<String> known) {}

  final List<Asked> asked = new ArrayList<>();
  private final Map<String, byte[]> classes = new HashMap<>();
  private boolean gone;

  FakeClient has(String className, byte[] bytes) {
    classes.put(className, bytes);
    return this;
  }

  void leave() {
    gone = true;
  }

  @Override
  public ClassFile fetch(String code, String className, List<String> known) {
    asked.add(new Asked(code, className, List.copyOf(known)));
    if (gone) {
      throw new KernelError("the client has gone");
    }
    byte[] bytes = classes.get(className);
    if (bytes == null) {
      return ClassFile.MISSING;
    }
    String hash = ClassFile.hash(bytes);
    return ClassFile.of(hash, known.contains(hash) ? null : new EncodedValue(bytes));
  }
}
