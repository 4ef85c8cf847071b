package digits.image;

import java.util.Arrays;

/**
 * The paper of a page under uneven light: its brightness and grain in every cell of a coarse grid.
 *
 * <p>The brightest smoothed pixel of each cell, closed (the greatest value around, then the least)
 * over a window wider than any stroke, is what the page would show without ink; shadows and table
 * tops are wider than the window and stay. Pixels close to that are paper, and their mean is its
 * brightness.
 *
 * @param side pixels of a cell's side
 * @param columns of cells
 * @param rows of cells
 * @param level brightness, row after row
 * @param noise standard deviation of single pixels around it
 */
record LocalPaper(int side, int columns, int rows, float[] level, float[] noise) {
  /** Cells across the window of the closing. */
  private static final int CELLS = 6;

  /** A pixel is paper if it lacks less than this part of the closed brightness, and this much. */
  private static final float TOLERANCE = 0.12f;

  private static final float MIN_TOLERANCE = 12;

  /** The grain of a cell is the least of the cells so far around. */
  private static final int SPREAD = 2;

  /** Below this brightness a share of it says nothing. */
  private static final float DARKEST = 40;

  /**
   * @param picture dark ink on light paper
   * @param smooth the same, {@link Gray#smoothed}
   * @param window pixels, more than the width of any stroke
   */
  static LocalPaper of(Gray picture, Gray smooth, int window) {
    int side = Math.max(1, window / CELLS);
    int columns = (picture.width() + side - 1) / side;
    int rows = (picture.height() + side - 1) / side;
    int radius = (window + 2 * side - 1) / (2 * side);
    float[] closed = closed(brightest(smooth, side, columns, rows), columns, rows, radius);

    float[] level = new float[columns * rows];
    float[] noise = new float[columns * rows];
    int width = picture.width();
    for (int row = 0, cell = 0; row < rows; row++) {
      int bottom = Math.min(picture.height(), (row + 1) * side);
      for (int column = 0; column < columns; column++, cell++) {
        int right = Math.min(width, (column + 1) * side);
        float least = closed[cell] - Math.max(MIN_TOLERANCE, TOLERANCE * closed[cell]);
        int count = 0;
        int sum = 0;
        for (int y = row * side; y < bottom; y++) {
          for (int x = column * side; x < right; x++) {
            if (smooth.at(x, y) >= least) {
              count++;
              sum += smooth.at(x, y);
            }
          }
        }
        int pixels = (bottom - row * side) * (right - column * side);
        if (8 * count < pixels) { // all ink
          level[cell] = Float.NaN;
          noise[cell] = Float.NaN;
          continue;
        }
        level[cell] = (float) sum / count;
        // Grain from the brighter side alone: on the other one the strokes' soft edges would count.
        float squares = 0;
        int brighter = 0;
        for (int y = row * side; y < bottom; y++) {
          for (int x = column * side; x < right; x++) {
            float above = picture.at(x, y) - level[cell];
            if (above > 0) {
              squares += above * above;
              brighter++;
            }
          }
        }
        noise[cell] = brighter == 0 ? 0 : (float) Math.sqrt(squares / brighter);
      }
    }
    float usual = mean(closed, level);
    for (int i = 0; i < level.length; i++) {
      if (Float.isNaN(level[i])) {
        level[i] = closed[i] - usual;
      }
    }
    // Strokes roughen the cells they touch. Rough paper is rough all around, so the least counts.
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Float.isNaN(noise[i]) ? -255 : -noise[i];
    }
    extreme(noise, 1, columns, columns, rows, SPREAD, 1);
    extreme(noise, columns, rows, 1, columns, SPREAD, 1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Math.max(0, -noise[i]);
    }
    return new LocalPaper(side, columns, rows, blurred(level, columns, rows), noise);
  }

  /**
   * How far each pixel lies below its paper, as a share of the paper's brightness: 0 for paper, 255
   * for black.
   */
  Gray contrast(Gray picture) {
    int width = picture.width();
    byte[] contrast = new byte[width * picture.height()];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      float v = Math.max(0, Math.min(rows - 1, (y + 0.5f) / side - 0.5f));
      int row = Math.min((int) v, Math.max(0, rows - 2));
      int below = Math.min(row + 1, rows - 1);
      float fy = v - row;
      for (int x = 0; x < width; ) {
        // Linear between the centres of two cells, so one step a pixel.
        int column = Math.max(0, Math.min(columns - 2, Math.floorDiv(2 * x + 1 - side, 2 * side)));
        int next = Math.min(column + 1, columns - 1);
        float a = level[row * columns + column];
        float b = level[row * columns + next];
        a += fy * (level[below * columns + column] - a);
        b += fy * (level[below * columns + next] - b);
        int end = column >= columns - 2 ? width : Math.min(width, (2 * column + 3) * side / 2 + 1);
        for (; x < end; x++, i++) {
          float share = Math.max(0, Math.min(1, (x + 0.5f) / side - 0.5f - column));
          float paper = a + share * (b - a);
          float ink = (paper - (picture.pixels()[i] & 0xFF)) * (255 / Math.max(DARKEST, paper));
          contrast[i] = (byte) Math.max(0, Math.min(255, (int) (ink + 0.5f)));
        }
      }
    }
    return new Gray(width, picture.height(), contrast);
  }

  /** By how much the paper differs within a box, as {@link #contrast} has it. */
  float step(Box box) {
    float least = Float.MAX_VALUE;
    float greatest = 0;
    int bottom = Math.min(rows - 1, (box.bottom() - 1) / side);
    int right = Math.min(columns - 1, (box.right() - 1) / side);
    for (int row = Math.max(0, box.y() / side); row <= bottom; row++) {
      for (int column = Math.max(0, box.x() / side); column <= right; column++) {
        least = Math.min(least, level[row * columns + column]);
        greatest = Math.max(greatest, level[row * columns + column]);
      }
    }
    return (greatest - least) * 255 / Math.max(DARKEST, greatest);
  }

  /** The grain as a share of brightness, as {@link #contrast} has it, for the cell of a pixel. */
  float noiseAt(int x, int y) {
    int cell = Math.min(rows - 1, y / side) * columns + Math.min(columns - 1, x / side);
    return noise[cell] * 255 / Math.max(DARKEST, level[cell]);
  }

  /** The median of the cells' grain: that of the paper even where a carpet shows at the edges. */
  float usualNoise() {
    float[] sorted = new float[noise.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = noise[i] * 255 / Math.max(DARKEST, level[i]);
    }
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static float[] brightest(Gray picture, int side, int columns, int rows) {
    float[] greatest = new float[columns * rows];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int row = y / side * columns;
      for (int column = 0; column < columns; column++) {
        int end = Math.min((column + 1) * side, picture.width());
        int value = (int) greatest[row + column];
        for (int x = column * side; x < end; x++) {
          value = Math.max(value, picture.pixels()[i++] & 0xFF);
        }
        greatest[row + column] = value;
      }
    }
    return greatest;
  }

  private static float[] closed(float[] cells, int columns, int rows, int radius) {
    float[] values = cells.clone();
    for (int sign = 1; sign >= -1; sign -= 2) { // the least is the greatest of the negative
      extreme(values, 1, columns, columns, rows, radius, sign);
      extreme(values, columns, rows, 1, columns, radius, sign);
    }
    return values;
  }

  /** Along lines of {@code length} cells {@code step} apart: the greatest within the radius. */
  private static void extreme(
      float[] cells, int step, int length, int stride, int lines, int radius, int sign) {
    float[] line = new float[length];
    for (int l = 0; l < lines; l++) {
      for (int i = 0; i < length; i++) {
        line[i] = sign * cells[l * stride + i * step];
      }
      for (int i = 0; i < length; i++) {
        float value = line[i];
        for (int k = Math.max(0, i - radius); k <= Math.min(length - 1, i + radius); k++) {
          value = Math.max(value, line[k]);
        }
        cells[l * stride + i * step] = sign * value;
      }
    }
  }

  /** How much the closed brightness, made of brightest pixels, exceeds the mean one. */
  private static float mean(float[] closed, float[] level) {
    float sum = 0;
    int count = 0;
    for (int i = 0; i < level.length; i++) {
      if (!Float.isNaN(level[i])) {
        sum += closed[i] - level[i];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The mean over 3 x 3 cells, unknown ones left out; 0 where all are unknown. */
  private static float[] blurred(float[] cells, int columns, int rows) {
    float[] blurred = new float[cells.length];
    for (int row = 0, i = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++, i++) {
        float sum = 0;
        int count = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            float value = cells[y * columns + x];
            if (!Float.isNaN(value)) {
              sum += value;
              count++;
            }
          }
        }
        blurred[i] = count == 0 ? 0 : sum / count;
      }
    }
    return blurred;
  }
}
