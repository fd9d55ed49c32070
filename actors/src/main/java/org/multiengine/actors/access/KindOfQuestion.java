package org.multiengine.actors.access;

import org.multiengine.actors.access.Access.Kind;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.QuestionVisitor;

/** Returns the kind of access that a question needs. */
enum KindOfQuestion implements QuestionVisitor<Kind> {
  INSTANCE;

  @Override
  public Kind keys(Question.Keys request) {
    return Kind.ASK;
  }

  @Override
  public Kind complete(Question.Complete request) {
    return Kind.ASK;
  }

  @Override
  public Kind clearQueue(Question.ClearQueue request) {
    return Kind.CONTROL;
  }

  @Override
  public Kind getResult(Question.GetResult request) {
    return Kind.READ;
  }

  @Override
  public Kind status(Question.Status request) {
    return Kind.ASK;
  }

  @Override
  public Kind info(Question.Info request) {
    return Kind.ASK;
  }
}
