package org.multiengine.magics.tour;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of the tour: paragraphs between empty lines, each a title ({@code == ...}), a remark
 * ({@code # ...}) or an input; an input that is meant to fail begins with {@code !}.
 */
final class TourScript {

  private static final Pattern EMPTY_LINES = Pattern.compile("\n\\s*\n");
  private static final String RESOURCE = "tour.txt";

  /** A paragraph. */
  sealed interface Step {}

  /** Words for the reader, shown as they are. */
  record Remark(String text) implements Step {}

  /** Something to type at the prompt; some show what an error looks like. */
  record Input(String text, boolean meantToFail) implements Step {}

  private TourScript() {}

  static List<Step> load() throws IOException {
    try (InputStream resource = TourScript.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("the tour's text is missing from the class path: " + RESOURCE);
      }
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static List<Step> parse(String text) {
    return EMPTY_LINES.splitAsStream(text.strip()).map(TourScript::step).toList();
  }

  private static Step step(String paragraph) {
    if (paragraph.startsWith("#") || paragraph.startsWith("==")) {
      return new Remark(paragraph);
    }
    boolean meantToFail = paragraph.startsWith("!");
    return new Input(meantToFail ? paragraph.substring(1).strip() : paragraph, meantToFail);
  }
}
