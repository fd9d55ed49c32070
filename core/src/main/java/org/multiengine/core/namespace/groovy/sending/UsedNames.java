package org.multiengine.core.namespace.groovy.sending;

import groovyjarjarasm.asm.ClassReader;
import groovyjarjarasm.asm.ClassVisitor;
import groovyjarjarasm.asm.Handle;
import groovyjarjarasm.asm.MethodVisitor;
import groovyjarjarasm.asm.Opcodes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that the code of a closure or a function looks up in its script: those of calls and
 * variables without a receiver, including those in the closures that it creates. Some of them may
 * be names of methods.
 */
final class UsedNames {

  /** The flag of Groovy's call sites for calls and properties without a receiver. */
  private static final int IMPLICIT_THIS = 8;

  /** The flag of Groovy's call sites for calls on the script itself. */
  private static final int THIS_CALL = 2;

  private static final String CONSTRUCTOR = "<init>";
  private static final int API = Opcodes.ASM9;

  private static final ClassValue<Set<String>> OF_CLOSURES =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return namesIn(type, null);
        }
      };

  private UsedNames() {}

  /** Returns the names that the class of a closure uses. */
  static Set<String> of(Class<?> closure) {
    return OF_CLOSURES.get(closure);
  }

  /** Returns the names that a method of a script uses. */
  static Set<String> of(Class<?> script, String method) {
    return namesIn(script, method);
  }

  private static Set<String> namesIn(Class<?> type, @Nullable String method) {
    Set<String> names = new HashSet<>();
    Set<String> created = new HashSet<>();
    read(type.getName(), type.getClassLoader(), method, names, created);
    Deque<String> open = new ArrayDeque<>(created);
    Set<String> seen = new HashSet<>(created);
    while (!open.isEmpty()) {
      Set<String> more = new HashSet<>();
      read(open.remove(), type.getClassLoader(), null, names, more);
      more.stream().filter(seen::add).forEach(open::add);
    }
    return Set.copyOf(names);
  }

  /** Reads a class file; adds the names that it uses, and the closures that it creates. */
  private static void read(
      String className,
      @Nullable ClassLoader loader,
      @Nullable String method,
      Set<String> names,
      Set<String> created) {
    if (loader == null) {
      return;
    }
    String resource = className.replace('.', '/') + ".class";
    try (InputStream file = loader.getResourceAsStream(resource)) {
      if (file != null) {
        new ClassReader(file).accept(new Reader(method, names, created), ClassReader.SKIP_DEBUG);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the class " + className, e);
    }
  }

  /** Reads the methods of a class, or those of one name. */
  private static final class Reader extends ClassVisitor {

    private final @Nullable String method;
    private final Set<String> names;
    private final Set<String> created;

    Reader(@Nullable String method, Set<String> names, Set<String> created) {
      super(API);
      this.method = method;
      this.names = names;
      this.created = created;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return method == null || method.equals(name) ? new CodeReader(names, created) : null;
    }
  }

  private static final class CodeReader extends MethodVisitor {

    private final Set<String> names;
    private final Set<String> created;

    CodeReader(Set<String> names, Set<String> created) {
      super(API);
      this.names = names;
      this.created = created;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String kind, String descriptor, Handle bootstrap, Object... arguments) {
      if (arguments.length == 2
          && arguments[0] instanceof String name
          && arguments[1] instanceof Integer flags
          && (flags & (IMPLICIT_THIS | THIS_CALL)) != 0) {
        names.add(name);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof String text && isName(text)) {
        names.add(text);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean closure = name.equals(CONSTRUCTOR) && owner.contains("$_");
      if (closure) {
        created.add(owner.replace('/', '.'));
      }
    }

    private static boolean isName(String text) {
      return !text.isEmpty()
          && Character.isJavaIdentifierStart(text.charAt(0))
          && text.chars().allMatch(Character::isJavaIdentifierPart);
    }
  }
}
