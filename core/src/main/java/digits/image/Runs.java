package digits.image;

import java.util.Arrays;

/**
 * The runs of ink in the columns of a picture, found without looking at each pixel of paper.
 *
 * @param columns of the picture
 * @param length of a column
 * @param begin per column its first run, and the end
 * @param first where each run begins in its column
 * @param last where it ends
 */
record Runs(int columns, int length, int[] begin, int[] first, int[] last) {

  /** Those of a mask's columns, from the left. */
  static Runs ofColumns(Gray mask) {
    int width = mask.width();
    byte[] pixels = mask.pixels();
    int end = pixels.length;
    int[] begin = new int[width + 1];
    for (int p = mask.nextInk(0, end); p < end; p = mask.nextInk(p + 1, end)) {
      if (p < width || pixels[p - width] == 0) {
        begin[p % width + 1]++;
      }
    }
    for (int x = 0; x < width; x++) {
      begin[x + 1] += begin[x];
    }
    int[] first = new int[begin[width]];
    int[] last = new int[begin[width]];
    int[] begun = begin.clone();
    int[] ended = begin.clone();
    for (int p = mask.nextInk(0, end); p < end; p = mask.nextInk(p + 1, end)) {
      int x = p % width;
      int y = p / width;
      if (y == 0 || pixels[p - width] == 0) {
        first[begun[x]++] = y;
      }
      if (y == mask.height() - 1 || pixels[p + width] == 0) {
        last[ended[x]++] = y;
      }
    }
    return new Runs(width, mask.height(), begin, first, last);
  }

  /** Those of a mask's rows, from the bottom: the columns of the mask turned by a quarter. */
  static Runs ofRows(Gray mask) {
    int width = mask.width();
    int height = mask.height();
    byte[] pixels = mask.pixels();
    int[] begin = new int[height + 1];
    int[] first = new int[1024];
    int[] last = new int[1024];
    int count = 0;
    for (int row = 0; row < height; row++) {
      int at = (height - 1 - row) * width;
      int end = at + width;
      for (int p = mask.nextInk(at, end); p < end; p = mask.nextInk(p, end)) {
        if (count == first.length) {
          first = Arrays.copyOf(first, 2 * count);
          last = Arrays.copyOf(last, 2 * count);
        }
        first[count] = p - at;
        while (p < end && pixels[p] != 0) {
          p++;
        }
        last[count++] = p - 1 - at;
      }
      begin[row + 1] = count;
    }
    return new Runs(height, width, begin, first, last);
  }

  /** Whether a place in a column is ink; none is outside. */
  boolean contain(int column, int place) {
    int found = Arrays.binarySearch(first, begin[column], begin[column + 1], place);
    int run = found >= 0 ? found : -found - 2; // the last one that begins above
    return run >= begin[column] && place <= last[run];
  }
}
