package org.multiengine.core.namespace.groovy.classes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * The declarations of earlier texts that affect how a text compiles. Engines that have run the same
 * declarations have equal environments and share compiled texts. Immutable.
 *
 * @param imports the imports so far
 * @param classes the declared classes by name, each with the text that declared it last
 * @param hidden the names of functions that methods of all scripts hide
 */
public record Environment(
    List<Import> imports, Map<String, CompiledText> classes, Set<String> hidden) {

  /** The environment of a first text. */
  public static final Environment EMPTY = new Environment(List.of(), Map.of(), Set.of());

  /** Returns this environment with the declarations of one more text. */
  public Environment with(CompiledText text) {
    if (text.outline().imports().isEmpty()
        && text.declaredClasses().isEmpty()
        && hidden.containsAll(text.outline().hidden())) {
      return this;
    }
    var allImports = new ArrayList<>(imports);
    for (Import added : text.outline().imports()) {
      if (!allImports.contains(added)) {
        allImports.removeIf(added::replaces);
        allImports.add(added);
      }
    }
    allImports.removeIf(old -> text.declaredClasses().contains(old.alias()));
    var allClasses = new LinkedHashMap<>(without(text.declaredClasses()).classes);
    text.declaredClasses().forEach(name -> allClasses.put(name, text));
    Set<String> allHidden = new TreeSet<>(hidden);
    allHidden.addAll(text.outline().hidden());
    return new Environment(List.copyOf(allImports), Map.copyOf(allClasses), Set.copyOf(allHidden));
  }

  /** Returns this environment without some classes and the classes nested in them. */
  Environment without(Set<String> names) {
    if (classes.isEmpty() || names.isEmpty()) {
      return this;
    }
    var rest = new LinkedHashMap<>(classes);
    rest.keySet().removeIf(name -> names.contains(outermost(name)) || names.contains(name));
    return new Environment(imports, Map.copyOf(rest), hidden);
  }

  /** Adds this environment to a parsed text. Declarations of the text itself take precedence. */
  void addTo(ModuleNode module, List<Import> own) {
    var declared = new TreeSet<String>();
    for (ClassNode node : module.getClasses()) {
      declared.add(node.getName());
    }
    var additions = new ArrayList<>(imports);
    classes.keySet().stream()
        .filter(name -> !module.hasPackageName()) // a package does not see classes without one
        .filter(name -> name.indexOf('.') < 0 && name.indexOf('$') < 0)
        .sorted()
        .map(Import::ofDeclared)
        .forEach(additions::add);
    additions.stream()
        .filter(added -> own.stream().noneMatch(mine -> mine.replaces(added)))
        .filter(added -> !declared.contains(added.alias()))
        .forEach(added -> added.addTo(module));
  }

  private static String outermost(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }
}
