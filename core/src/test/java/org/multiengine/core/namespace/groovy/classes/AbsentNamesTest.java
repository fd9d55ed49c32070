package org.multiengine.core.namespace.groovy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AbsentNamesTest {

  private final AbsentNames names = new AbsentNames(2);

  @Test
  void add_nameOfJavaOrGroovy_isKept() {
    names.add("java.util.N");
    names.add("groovy.lang.N");

    assertThat(names.contains("java.util.N")).isTrue();
    assertThat(names.contains("groovy.lang.N")).isTrue();
  }

  @Test
  void add_nameOfAnotherPackage_isNotKept() {
    names.add("N");
    names.add("com.example.N");
    names.add("javax.N");

    assertThat(names.size()).isZero();
  }

  @Test
  void add_oneMoreThanTheLimit_forgetsTheOthers() {
    names.add("java.util.A");
    names.add("java.util.B");
    assertThat(names.size()).isEqualTo(2);

    names.add("java.util.C");

    assertThat(names.size()).isEqualTo(1);
    assertThat(names.contains("java.util.C")).isTrue();
  }
}
