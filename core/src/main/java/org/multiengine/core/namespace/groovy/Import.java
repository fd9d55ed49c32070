package org.multiengine.core.namespace.groovy;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * One import of a text, kept for the texts that follow.
 *
 * @param kind what it imports
 * @param type the class as the text wrote it; for {@link Kind#PACKAGE} the package with a last dot
 * @param member the static member, else empty
 * @param alias the name it has in the text, else empty
 */
record Import(Kind kind, String type, String member, String alias) {

  /** What an import can bring in. */
  enum Kind {
    CLASS,
    PACKAGE,
    STATIC,
    ALL_STATIC
  }

  /** Returns the import by which later texts see a class that an earlier one declared. */
  static Import ofDeclared(String className) {
    return new Import(Kind.CLASS, className, "", className);
  }

  /** Returns what a parsed text imports, before names are resolved. */
  static List<Import> of(ModuleNode module) {
    var imports = new ArrayList<Import>();
    for (ImportNode node : module.getImports()) {
      imports.add(new Import(Kind.CLASS, node.getClassName(), "", node.getAlias()));
    }
    for (ImportNode node : module.getStarImports()) {
      imports.add(new Import(Kind.PACKAGE, node.getPackageName(), "", ""));
    }
    for (ImportNode node : module.getStaticImports().values()) {
      imports.add(
          new Import(Kind.STATIC, node.getClassName(), node.getFieldName(), node.getAlias()));
    }
    for (ImportNode node : module.getStaticStarImports().values()) {
      imports.add(new Import(Kind.ALL_STATIC, node.getClassName(), "", ""));
    }
    return List.copyOf(imports);
  }

  /** Returns whether an earlier import is of no use beside this one. */
  boolean replaces(Import earlier) {
    boolean named = kind == Kind.CLASS || kind == Kind.STATIC;
    return named ? kind == earlier.kind && alias.equals(earlier.alias) : equals(earlier);
  }

  /** Adds this import to a parsed text. */
  void addTo(ModuleNode module) {
    switch (kind) {
      case CLASS -> module.addImport(alias, ClassHelper.make(type));
      case PACKAGE -> module.addStarImport(type);
      case STATIC -> module.addStaticImport(ClassHelper.make(type), member, alias);
      case ALL_STATIC -> module.addStaticStarImport(type, ClassHelper.make(type));
    }
  }
}
