package org.multiengine.core.namespace.groovy.classes;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * An import of a text, kept for later texts.
 *
 * @param kind the kind of import
 * @param type the class as written in the text; for {@link Kind#PACKAGE} the package with a
 *     trailing dot
 * @param member the static member; empty for other kinds
 * @param alias the name in the text; empty for imports of all names
 */
record Import(Kind kind, String type, String member, String alias) {

  /** The kinds of import. */
  enum Kind {
    CLASS,
    PACKAGE,
    STATIC,
    ALL_STATIC
  }

  /** Returns the import that shows a declared class to later texts. */
  static Import ofDeclared(String className) {
    return new Import(Kind.CLASS, className, "", className);
  }

  /** Returns the imports of a parsed text, before names are resolved. */
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

  /** Returns whether this import makes an earlier one useless. */
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
