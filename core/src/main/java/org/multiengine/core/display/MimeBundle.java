package org.multiengine.core.display;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value in one or more forms, by their MIME types. A front end shows the richest form that it can
 * show; {@code text/plain} is the form for terminals. Immutable, apart from the arrays.
 *
 * @param texts the forms that are text, for example {@code text/html}
 * @param binaries the forms that are bytes, for example {@code image/png}; the arrays must not be
 *     changed
 */
public record MimeBundle(Map<String, String> texts, Map<String, byte[]> binaries) {

  /** The MIME type of the form for terminals. */
  public static final String PLAIN = "text/plain";

  /** The MIME type of HTML. */
  public static final String HTML = "text/html";

  /** The MIME type of PNG images. */
  public static final String PNG = "image/png";

  /** Copies the maps. */
  public MimeBundle {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    binaries = Collections.unmodifiableMap(new LinkedHashMap<>(binaries));
  }

  /** Creates a bundle of a text for terminals. */
  public static MimeBundle plain(String text) {
    return new MimeBundle(Map.of(PLAIN, text), Map.of());
  }

  /** Returns a bundle with a further form that is text, in place of one of the same type. */
  public MimeBundle with(String type, String text) {
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.put(type, text);
    return new MimeBundle(all, binaries);
  }

  /** Returns a bundle with a further form that is bytes, in place of one of the same type. */
  public MimeBundle with(String type, byte[] bytes) {
    Map<String, byte[]> all = new LinkedHashMap<>(binaries);
    all.put(type, bytes);
    return new MimeBundle(texts, all);
  }

  /** Returns the form for terminals; empty if there is none. */
  public String plainText() {
    return texts.getOrDefault(PLAIN, "");
  }

  /** Returns the approximate size in bytes, which limits count. */
  public long size() {
    long ofTexts = texts.values().stream().mapToLong(MimeBundle::bytes).sum();
    return ofTexts + binaries.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns the types and the size, but not the contents. */
  @Override
  public String toString() {
    var types = new ArrayList<>(texts.keySet());
    types.addAll(binaries.keySet());
    return "MimeBundle" + types + " of " + size() + " bytes";
  }
}
