package digits.image;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.function.Consumer;

/** Ink that a round pen, 5 pixels wide, drew on a page of 200 x 100 pixels. */
final class DrawnPiece {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 100;

  private DrawnPiece() {}

  /** A full rectangle, wherever it lies. */
  static Piece bar(int left, int top, int width, int height) {
    byte[] ink = new byte[width * height];
    Arrays.fill(ink, (byte) 255);
    return new Piece(new Box(left, top, width, height), ink);
  }

  static Piece of(Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    drawing.accept(graphics);
    graphics.dispose();
    byte[] ink = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Piece(new Box(0, 0, WIDTH, HEIGHT), ink).cropped();
  }
}
