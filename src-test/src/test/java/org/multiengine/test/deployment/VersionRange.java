package org.multiengine.test.deployment;

import java.lang.module.ModuleDescriptor.Version;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions between two bounds, written as in Maven: {@code [2.19.0,2.21.7)}.
 *
 * @param from the lower bound; null if it is open
 * @param includesFrom whether the lower bound belongs to the range
 * @param to the upper bound; null if it is open
 * @param includesTo whether the upper bound belongs to the range
 */
record VersionRange(
    @Nullable Version from, boolean includesFrom, @Nullable Version to, boolean includesTo) {

  private static final Pattern RANGE = Pattern.compile("([\\[(])([^,]*),([^,]*)([])])");

  static VersionRange parse(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("not a range of versions: " + text);
    }
    return new VersionRange(
        bound(range.group(2)),
        range.group(1).equals("["),
        bound(range.group(3)),
        range.group(4).equals("]"));
  }

  private static @Nullable Version bound(String text) {
    return text.isEmpty() ? null : Version.parse(text);
  }

  boolean contains(String text) {
    Version version = Version.parse(text);
    int above = from == null ? 1 : version.compareTo(from);
    int below = to == null ? 1 : to.compareTo(version);
    return (above > 0 || (above == 0 && includesFrom)) && (below > 0 || (below == 0 && includesTo));
  }
}
