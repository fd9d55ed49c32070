package org.multiengine.core.display;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class DisplayersTest {

  private record Point(int x, String name) {}

  /** A value with a page. */
  public static final class Page {
    public String toHtml() {
      return "<b>page</b>";
    }

    @Override
    public String toString() {
      return "a page";
    }
  }

  /** A value whose page cannot be made. */
  @SuppressWarnings("DoNotCallSuggester")
  public static final class Broken {
    @SuppressWarnings("DoNotCallSuggester") // the displayer calls it
    public String toHtml() {
      throw new IllegalStateException("broken");
    }
  }

  /** A chart with the methods of XChart's. */
  public static final class Chart {
    public int getWidth() {
      return 30;
    }

    public int getHeight() {
      return 20;
    }

    /** Paints the chart red. */
    public void paint(Graphics2D graphics, int width, int height) {
      graphics.setColor(Color.RED);
      graphics.fillRect(0, 0, width, height);
    }
  }

  private static MimeBundle rich(Object value) {
    return requireNonNull(Displayers.rich(value));
  }

  @Test
  void rich_image_isAPngOfTheSameSize() throws IOException {
    MimeBundle bundle = rich(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));

    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(requireNonNull(bundle.binaries().get("image/png"))));
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(bundle.plainText()).isEqualTo("image of 3 x 2 pixels");
  }

  @Test
  void rich_chart_isPainted() throws IOException {
    byte[] png = requireNonNull(rich(new Chart()).binaries().get("image/png"));

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(read.getWidth()).isEqualTo(30);
    assertThat(read.getRGB(5, 5)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void rich_listOfMaps_isATableOfAllKeys() {
    MimeBundle bundle = rich(List.of(Map.of("a", 1), Map.of("b", "<x>")));

    assertThat(bundle.plainText()).isEqualTo("a  b\n1\n   <x>");
    assertThat(bundle.texts().get("text/html")).contains("<th>a</th><th>b</th>", "&lt;x&gt;");
  }

  @Test
  void rich_listOfRecords_isATableOfComponents() {
    assertThat(rich(List.of(new Point(1, "p"), new Point(22, "q"))).plainText())
        .isEqualTo("x   name\n1   p\n22  q");
  }

  @Test
  void rich_longList_showsTheFirstRowsAndCountsTheOthers() {
    List<Map<String, Integer>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(Map.of("i", i));
    }

    assertThat(rich(rows).plainText()).contains("\n199\n").endsWith("... 800 rows left out");
  }

  @Test
  void rich_valueWithAPage_isHtml() {
    MimeBundle bundle = rich(new Page());

    assertThat(bundle.texts()).containsEntry("text/html", "<b>page</b>");
    assertThat(bundle.plainText()).isEqualTo("a page");
  }

  @Test
  void rich_valueWhosePageFails_isText() {
    assertThat(Displayers.rich(new Broken())).isNull();
    assertThat(Displayers.of(new Broken()).plainText()).contains("Broken");
  }

  @Test
  void rich_plainValue_isNull() {
    assertThat(Displayers.rich(1)).isNull();
    assertThat(Displayers.rich(List.of(1, 2))).isNull();
    assertThat(Displayers.rich(List.of())).isNull();
    assertThat(Displayers.of(null).plainText()).isEqualTo("null");
  }
}
