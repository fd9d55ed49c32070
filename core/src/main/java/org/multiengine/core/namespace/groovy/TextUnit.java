package org.multiengine.core.namespace.groovy;

import groovy.lang.GroovyClassLoader;
import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.SourceUnit;

/** A text on its way through Groovy's compiler, changed as soon as it is parsed. */
final class TextUnit extends SourceUnit {

  private final Environment environment;
  private TextOutline outline = TextOutline.EMPTY;

  TextUnit(String file, String text, Environment environment, CompilationUnit unit) {
    super(file, text, unit.getConfiguration(), loader(unit), unit.getErrorCollector());
    this.environment = environment;
  }

  private static GroovyClassLoader loader(CompilationUnit unit) {
    return unit.getClassLoader();
  }

  /** Parses the text. Groovy makes the script's class only after this, from what it leaves. */
  @Override
  public void convert() {
    super.convert();
    ModuleNode module = getAST();
    List<Import> imports = Import.of(module);
    boolean displayed = LastStatement.isShown(module);
    outline = new TextOutline(imports, Functions.rename(module), displayed);
    environment.addTo(module, imports);
  }

  /** Returns what parsing found. */
  TextOutline outline() {
    return outline;
  }
}
