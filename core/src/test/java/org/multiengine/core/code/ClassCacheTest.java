package org.multiengine.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClassCacheTest {

  private final ClassCache cache = new ClassCache(10);

  @Test
  void get_unknown_isNull() {
    cache.put("a.A", "h1", new byte[1]);

    assertThat(cache.get("a.A", "h2")).isNull();
    assertThat(cache.get("a.B", "h1")).isNull();
  }

  @Test
  void get_known_isItsBytes() {
    cache.put("a.A", "h1", new byte[] {1});
    cache.put("a.A", "h2", new byte[] {2});

    assertThat(cache.get("a.A", "h1")).containsExactly(1);
    assertThat(cache.get("a.A", "h2")).containsExactly(2);
  }

  @Test
  void hashesOf_aName_areThoseOfItsVersions() {
    cache.put("a.A", "h1", new byte[1]);
    cache.put("a.A", "h2", new byte[1]);
    cache.put("a.B", "h3", new byte[1]);

    assertThat(cache.hashesOf("a.A")).containsExactlyInAnyOrder("h1", "h2");
    assertThat(cache.hashesOf("a.C")).isEmpty();
  }

  @Test
  void hashesOf_manyVersions_areTheLatest() {
    var many = new ClassCache(1_000);
    for (int version = 0; version < 100; version++) {
      many.put("a.A", "h" + version, new byte[1]);
    }

    assertThat(many.hashesOf("a.A"))
        .hasSize(ClassCache.MAX_REPORTED_VERSIONS)
        .contains("h99")
        .doesNotContain("h91");
  }

  @Test
  void hashesOf_versionWasDropped_leavesItOut() {
    cache.put("a.A", "h1", new byte[6]);
    cache.put("a.A", "h2", new byte[6]);

    assertThat(cache.hashesOf("a.A")).containsExactly("h2");
  }

  @Test
  void put_pastTheLimit_dropsWhatWasUsedLongestAgo() {
    cache.put("a.A", "h1", new byte[4]);
    cache.put("a.B", "h2", new byte[4]);
    var unused = cache.get("a.A", "h1");

    cache.put("a.C", "h3", new byte[4]);

    assertThat(cache.get("a.A", "h1")).isNotNull();
    assertThat(cache.get("a.B", "h2")).isNull();
    assertThat(cache.get("a.C", "h3")).isNotNull();
  }

  @Test
  void put_theSameAgain_countsOnce() {
    for (int i = 0; i < 100; i++) {
      cache.put("a.A", "h1", new byte[5]);
    }
    cache.put("a.B", "h2", new byte[5]);

    assertThat(cache.get("a.A", "h1")).isNotNull();
    assertThat(cache.get("a.B", "h2")).isNotNull();
  }

  @Test
  void put_largerThanTheLimit_keepsNothing() {
    cache.put("a.A", "h1", new byte[4]);
    cache.put("a.B", "h2", new byte[11]);

    assertThat(cache.get("a.A", "h1")).isNull();
    assertThat(cache.get("a.B", "h2")).isNull();
    cache.put("a.C", "h3", new byte[10]);
    assertThat(cache.get("a.C", "h3")).isNotNull();
  }
}
