package org.multiengine.actors.access;

import org.multiengine.actors.access.Access.Kind;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.QueuedVisitor;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;

/** Returns the kind of access that a queued request needs. */
enum KindOfQueued implements QueuedVisitor<Kind, RuntimeException> {
  INSTANCE;

  @Override
  public Kind execute(Request.Execute request) {
    return Kind.RUN;
  }

  /**
   * Values that need classes of the client run code when they are decoded. Engines decode other
   * values with standard classes only, which run none.
   */
  @Override
  public Kind push(Request.Push request) {
    boolean runs =
        request.functions() || request.values().values().stream().anyMatch(CodedValue::needsCode);
    return runs ? Kind.RUN : Kind.WRITE;
  }

  @Override
  public Kind pull(Request.Pull request) {
    return Kind.READ;
  }

  @Override
  public Kind apply(Request.Apply request) {
    return Kind.RUN;
  }

  @Override
  public Kind map(Request.MapPart request) {
    return Kind.RUN;
  }

  @Override
  public Kind findFunction(Request.FindFunction request) {
    return Kind.RUN;
  }

  @Override
  public Kind properties(PropertiesRequest request) {
    return switch (request.action()) {
      case GET, HAS -> Kind.READ;
      case SET, DEL, CLEAR -> Kind.WRITE;
    };
  }

  @Override
  public Kind reset(Request.Reset request) {
    return Kind.CONTROL;
  }

  @Override
  public Kind task(TaskRequest request) {
    return Kind.RUN;
  }
}
