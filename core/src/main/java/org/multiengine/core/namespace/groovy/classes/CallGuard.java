package org.multiengine.core.namespace.groovy.classes;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.multiengine.core.namespace.groovy.script.ScriptCalls;

/**
 * Redirects the few calls that could harm an engine to {@link ScriptCalls}: {@code exit} and {@code
 * halt}, calls by a name that is computed at run time, and Groovy's {@code sleep}.
 */
final class CallGuard extends CompilationCustomizer {

  CallGuard() {
    super(CompilePhase.CANONICALIZATION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new CallGuardTransformer(source, classNode).visitClass(classNode);
  }
}
