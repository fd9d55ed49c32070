package org.multiengine.magics.tour;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The script of the tour: paragraphs separated by empty lines. A paragraph is a title ({@code ==
 * ...}), a remark ({@code # ...}) or an input. An input that is meant to fail begins with {@code
 * !}.
 */
final class TourScript {

  private static final Pattern EMPTY_LINES = Pattern.compile("\n\\s*\n");
  private static final String RESOURCE = "tour.txt";

  /** A paragraph of the script. */
  sealed interface Step {}

  /** A title or a remark, shown as it is. */
  record Remark(String text) implements Step {}

  /** An input for the prompt. Some inputs are meant to fail, to show what an error looks like. */
  record Input(String text, boolean meantToFail) implements Step {}

  private TourScript() {}

  /** Reads the script from the class path. */
  static List<Step> load() throws IOException {
    try (InputStream resource = TourScript.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("the tour's text is missing from the class path: " + RESOURCE);
      }
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Returns the paragraphs of a text. */
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
