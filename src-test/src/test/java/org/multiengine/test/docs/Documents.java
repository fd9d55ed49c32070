package org.multiengine.test.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown files of this repository. */
final class Documents {

  /** The folder of the repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The folder of the guide. */
  static final Path GUIDE = ROOT.resolve("samples/guide");

  private Documents() {}

  /** Returns all Markdown files except those that a build has written. */
  static List<Path> all() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean written = name.equals("target") || name.startsWith(".");
            return written && !folder.equals(ROOT)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }

  /** Returns the README and the pages of the guide. */
  static List<GuidePage> pages() throws IOException {
    List<GuidePage> pages = new ArrayList<>();
    pages.add(GuidePage.read(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.list(GUIDE)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        pages.add(GuidePage.read(file));
      }
    }
    return pages;
  }

  /** Returns the name of a file in this repository. */
  static String nameOf(Path file) {
    return ROOT.relativize(file).toString();
  }
}
