package digits.app;

import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import digits.model.Model;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** One page about the reading of pages: the figures, and every picture that was not read right. */
final class PagesReport {
  private static final int MOST_PICTURES = 40;
  private static final int LONGEST_SIDE = 900;

  private PagesReport() {}

  static String page(Model model, LabelledPages pages) {
    StringBuilder mistakes = new StringBuilder();
    pages.pages().stream()
        .filter(page -> !page.expected().equals(page.read()))
        .limit(MOST_PICTURES)
        .forEach(page -> mistakes.append(mistake(page)));
    return Report.resource("pages.html")
        .replace("{{name}}", Svg.escape(model.name()))
        .replace("{{accuracy}}", Text.percent(pages.accuracy()))
        .replace("{{digits}}", Text.format("%,d", pages.digits()))
        .replace("{{errors}}", Text.format("%,d", pages.errors()))
        .replace("{{images}}", Text.format("%,d", pages.pages().size()))
        .replace("{{lines}}", Text.format("%,d", pages.lines()))
        .replace("{{right}}", Text.format("%,d", pages.correctLines()))
        .replace("{{pictures}}", mistakes);
  }

  private static String mistake(LabelledPages.Page page) {
    return Text.format(
        "<figure>%s<figcaption>%s<pre>is    %s%nread  %s</pre></figcaption></figure>%n",
        picture(page),
        Svg.escape(page.file().getFileName().toString()),
        String.join("/", page.expected()),
        String.join("/", page.read()));
  }

  private static String picture(LabelledPages.Page page) {
    try {
      Gray picture = Pictures.read(page.file());
      BufferedImage image = shrunk(Drawing.annotated(picture, page.reading()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      String data = Base64.getEncoder().encodeToString(bytes.toByteArray());
      return "<img alt=\"\" src=\"data:image/png;base64," + data + "\">";
    } catch (PictureException e) {
      return "<p>" + Svg.escape(e.getMessage()) + "</p>";
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot fail", e);
    }
  }

  private static BufferedImage shrunk(BufferedImage image) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    if (longer <= LONGEST_SIDE) {
      return image;
    }
    int width = Math.max(1, image.getWidth() * LONGEST_SIDE / longer);
    int height = Math.max(1, image.getHeight() * LONGEST_SIDE / longer);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
