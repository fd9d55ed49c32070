package org.multiengine.core.namespace.groovy.classes;

import groovy.lang.GroovyClassLoader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.SourceUnit;

/** A text in Groovy's compiler, which is changed as soon as it is parsed. */
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

  /**
   * Parses the text and changes it. Groovy creates the script's class only later, from the changed
   * text.
   */
  @Override
  public void convert() {
    super.convert();
    ModuleNode module = getAST();
    List<Import> imports = Import.of(module);
    boolean displayed = LastStatement.isShown(module);
    String entryPoint = EntryPoint.of(module);
    List<String> functions = Functions.rename(module, environment.hidden());
    Set<String> hidden =
        functions.stream()
            .map(Functions::nameOf)
            .filter(HidingNames::contains)
            .collect(Collectors.toSet());
    outline = new TextOutline(imports, functions, Set.copyOf(hidden), displayed, entryPoint);
    environment.addTo(module, imports);
  }

  /** Returns the declarations that parsing has found. */
  TextOutline outline() {
    return outline;
  }
}
