package org.multiengine.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CodeRegistryTest {

  private static final String NAME = CodeRegistryTest.class.getName();

  private final ClassLoader loader = CodeRegistryTest.class.getClassLoader();
  private final CodeRegistry registry = new CodeRegistry("client");

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void codeOf_oneLoader_staysTheSame() {
    assertThat(registry.codeOf(loader)).isEqualTo(registry.codeOf(loader));
  }

  @Test
  void codeOf_twoLoaders_differs() {
    assertThat(registry.codeOf(loader)).isNotEqualTo(registry.codeOf(another()));
  }

  @Test
  void codeOf_twoClients_differs() {
    try (var other = new CodeRegistry("other")) {
      assertThat(registry.codeOf(loader)).isNotEqualTo(other.codeOf(loader));
    }
  }

  private static ClassLoader another() {
    return new URLClassLoader(new URL[0], null);
  }

  @Test
  void clientOf_aCode_isWhoNamedIt() {
    assertThat(CodeRegistry.clientOf(registry.codeOf(loader))).isEqualTo("client");
    assertThat(CodeRegistry.clientOf("with/slash/0")).isEqualTo("with/slash");
  }

  @Test
  void local_code_isItsLoader() {
    assertThat(CodeRegistry.local(registry.codeOf(loader))).isSameAs(loader);
    assertThat(CodeRegistry.local("nobody/0")).isNull();
  }

  @Test
  void find_class_hasItsBytesAndTheirHash() {
    ClassFile file = CodeRegistry.find(registry.codeOf(loader), NAME, List.of("other"));

    byte[] bytes = Objects.requireNonNull(file.bytes()).bytes();
    assertThat(bytes).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
    assertThat(file.hash()).isEqualTo(ClassFile.hash(bytes)).hasSize(64);
  }

  @Test
  void find_whatTheOtherSideHas_leavesTheBytesOut() {
    String code = registry.codeOf(loader);
    String hash = Objects.requireNonNull(CodeRegistry.find(code, NAME, List.of()).hash());

    assertThat(CodeRegistry.find(code, NAME, List.of("other", hash)))
        .isEqualTo(ClassFile.of(hash, null));
  }

  @Test
  void find_missingClassOrCode_saysSo() {
    assertThat(CodeRegistry.find(registry.codeOf(loader), "no.such.Type", List.of()))
        .isEqualTo(ClassFile.MISSING);
    assertThat(CodeRegistry.find("nobody/0", NAME, List.of())).isEqualTo(ClassFile.MISSING);
  }

  @Test
  void close_forgetsItsCodesOnly() {
    String code = registry.codeOf(loader);
    try (var other = new CodeRegistry("other")) {
      String othersCode = other.codeOf(loader);
      registry.close();

      assertThat(CodeRegistry.find(code, NAME, List.of())).isEqualTo(ClassFile.MISSING);
      assertThat(CodeRegistry.find(othersCode, NAME, List.of()).bytes()).isNotNull();
    }
  }
}
