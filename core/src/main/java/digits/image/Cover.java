package digits.image;

/** Covers part of a picture as if the paper beside it went on there. */
final class Cover {
  private Cover() {}

  /**
   * The picture with the brightness of the nearest paper where it is covered.
   *
   * @param factor so many pixels of the picture a side are one of the small copy
   * @param paper the brightness of the paper in the small copy
   * @param covered not 0 where the small copy is, which is not everywhere
   */
  static Gray over(Gray picture, int factor, Gray paper, byte[] covered) {
    boolean[] seen = new boolean[covered.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = covered[i] == 0;
    }
    int[] nearest = Flood.from(seen, new byte[seen.length], paper.width());
    byte[] pixels = picture.pixels().clone();
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int row = y / factor * paper.width();
      for (int x = 0; x < picture.width(); x++, i++) {
        int at = row + x / factor;
        pixels[i] = covered[at] != 0 ? paper.pixels()[nearest[at]] : pixels[i];
      }
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }
}
