package digits.image;

import digits.image.Components.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ink of a page.
 *
 * @param paper it stands on
 * @param contrast to the paper, 0 to 255
 * @param mask 255 where there is ink, else 0
 * @param stroke the usual width of its strokes in pixels
 */
record PageInk(LocalPaper paper, Gray contrast, Gray mask, float stroke) {
  /** Ink of less than this part of the usual contrast is a rule, a pattern, or shines through. */
  private static final float FAINT = 0.4f;

  /** Next to ink, faint spots down to this belong to its strokes. */
  private static final float FAINTEST = 0.2f;

  /** Ink of this part of the contrast is no pattern of thin lines on the paper. */
  private static final float PATTERN = 0.65f;

  /** Next to ink, spots down to this part of the darkest of a pattern belong to its strokes. */
  private static final float NEAR_PATTERN = 0.8f;

  /** This part of the paper may be darker than what is said to be darker than the paper. */
  private static final float GROUND = 0.01f;

  /** Pieces weaker than this part of the strong ones are left out. */
  private static final float WEAK = 0.5f;

  /** Contrast of less than this is nothing. */
  private static final int LEAST = 18;

  /** Single pixels of paper keep within so many standard deviations. */
  private static final float DEVIATIONS = 4.5f;

  /** From this side on, pictures are smoothed to tell ink from grain. */
  private static final int SMOOTHED_SIDE = 1000;

  /** Of the grain's deviation so much is left in the smoothed picture. */
  private static final float LEFT = 0.6f;

  /** Window of the closing in stroke widths. */
  private static final int WINDOW_STROKES = 6;

  static PageInk of(Gray whole) {
    Gray picture = Sheet.alone(whole);
    Gray smooth = picture.smoothed();
    boolean light = Polarity.lightInk(smooth);
    Gray dark = Table.painted(light ? picture.inverted() : picture);
    smooth = dark == picture ? smooth : dark.smoothed();
    // First a window that suits any writing, then one that suits the strokes it found.
    int window = Math.max(16, Math.min(picture.width(), picture.height()) / 4);
    Strokes strokes = Strokes.of(dark, smooth, window);
    int smaller = Math.max(12, Math.round(WINDOW_STROKES * strokes.stroke));
    if (smaller * 3 < window * 2) {
      strokes = Strokes.of(dark, smooth, smaller);
    }
    strokes.addEdges();
    LocalPaper paper = strokes.paper;
    return new PageInk(paper, paper.contrast(dark), strokes.mask, strokes.stroke);
  }

  /**
   * What is surely ink, and what is if strokes reach it.
   *
   * @param mask 255 for what surely is, else 0
   * @param near 255 for either, else 0
   * @param stroke usual width in pixels
   */
  private record Strokes(LocalPaper paper, Gray mask, byte[] near, float stroke) {
    static Strokes of(Gray dark, Gray smooth, int window) {
      LocalPaper paper = LocalPaper.of(dark, smooth, window);
      boolean large = Math.max(dark.width(), dark.height()) >= SMOOTHED_SIDE;
      Gray found = paper.contrast(large ? smooth : dark);
      float grain = DEVIATIONS * (large ? LEFT : 1);
      float least = Math.max(LEAST, grain * paper.usualNoise());
      Level level = level(found, least);
      float sure = Math.max(least, FAINT * level.usual);
      float likely = Math.max(least, FAINTEST * level.usual);
      if (sure > likely) {
        int pattern = Pattern.contrast(found, likely, PATTERN * level.greatest);
        if (pattern >= sure) {
          sure = pattern + 1;
          likely = NEAR_PATTERN * sure;
        }
        likely =
            Math.max(likely, Math.min(sure, aboveGround(found, sure, window / WINDOW_STROKES)));
      }
      byte[] mask = new byte[found.pixels().length];
      byte[] near = new byte[mask.length];
      for (int y = 0, i = 0; y < dark.height(); y++) {
        for (int x = 0; x < dark.width(); x++, i++) {
          int value = found.pixels()[i] & 0xFF;
          // The cell's own grain decides too: carpets are rougher than paper.
          if (value >= likely && value >= grain * paper.noiseAt(x, y)) {
            near[i] = (byte) 255;
            mask[i] = (byte) (value >= sure ? 255 : 0);
          }
        }
      }
      Gray ink = new Gray(dark.width(), dark.height(), mask);
      Surroundings around = Surroundings.of(Components.of(ink, 1), ink.width(), ink.height());
      return new Strokes(paper, ink, near, around.stroke());
    }

    /** What next to nothing exceeds that is not near to ink. */
    private static float aboveGround(Gray contrast, float sure, int stroke) {
      Gray near = contrast.atLeast(sure).widened(stroke);
      int free = near.counts()[0];
      return Paper.highest(contrast.countsBeside(near), Math.round(GROUND * free)) + 1;
    }

    void addEdges() {
      byte[] reach = mask.widened(Math.max(1, Math.round(stroke))).pixels();
      byte[] ink = mask.pixels();
      for (int i = 0; i < ink.length; i++) {
        ink[i] |= (byte) (near[i] & reach[i]);
      }
    }
  }

  /**
   * The contrast of strokes.
   *
   * @param usual in their middle: the median of what exceeds half of the greatest
   * @param greatest but for one in fifty
   */
  private record Level(int usual, int greatest) {}

  /**
   * What keeps to the edges of the picture does not count, unless nothing else is there: it is the
   * table.
   */
  private static Level level(Gray contrast, float least) {
    Components components = Components.of(contrast, Math.round(least));
    int[] inner = new int[256];
    int[] all = new int[256];
    for (int i = 0; i < contrast.pixels().length; i++) {
      int label = components.labels()[i];
      if (label > 0) {
        Component c = components.list().get(label - 1);
        int value = contrast.pixels()[i] & 0xFF;
        all[value]++;
        inner[value] += c.isBorder(contrast) ? 0 : 1;
      }
    }
    int pixels = IntStream.of(inner).sum();
    int[] counts = pixels > 0 ? inner : all;
    int ink = IntStream.of(counts).sum();
    if (ink == 0) {
      return new Level(0, 0);
    }
    int greatest = Paper.highest(counts, ink / 50);
    return new Level(Paper.medianFrom(counts, greatest / 2), greatest);
  }

  /**
   * The pieces of connected ink; dust, faint patterns and tables are left out, and edges between
   * two surfaces: what differs less from its paper than that does from one end of it to the other.
   */
  List<Piece> pieces() {
    Components components = Components.of(mask, 1);
    boolean[] tables = Surroundings.of(components, mask.width(), mask.height()).tables();
    int[] strength = strength(components);
    List<Component> large = new ArrayList<>(components.list());
    large.removeIf(
        c ->
            c.area < Math.max(4, stroke * stroke)
                || Math.max(c.width(), c.height()) < 4
                || tables[c.label]
                || c.isBorder(mask));
    // The strength that the strongest quarter of all ink reaches.
    large.sort(Comparator.comparingInt(c -> -strength[c.label]));
    long area = large.stream().mapToLong(c -> c.area).sum();
    long seen = 0;
    float least = 0;
    List<Piece> pieces = new ArrayList<>();
    for (Component c : large) {
      seen += c.area;
      if (4 * seen >= area && least == 0) {
        least = WEAK * strength[c.label];
      }
      if (strength[c.label] >= least && strength[c.label] > paper.step(c.box())) {
        pieces.add(piece(c, components.labels(), WEAK * strength[c.label]));
      }
    }
    return pieces;
  }

  /** Per label the mean contrast of the component's better half. */
  private int[] strength(Components components) {
    int count = components.list().size() + 1;
    long[] sums = new long[count];
    for (int i = 0; i < mask.pixels().length; i++) {
      sums[components.labels()[i]] += contrast.pixels()[i] & 0xFF;
    }
    long[] better = new long[count];
    int[] pixels = new int[count];
    for (int i = 0; i < mask.pixels().length; i++) {
      int label = components.labels()[i];
      int value = contrast.pixels()[i] & 0xFF;
      if (label > 0 && (long) value * components.list().get(label - 1).area >= sums[label]) {
        better[label] += value;
        pixels[label]++;
      }
    }
    int[] strength = new int[count];
    for (int label = 1; label < count; label++) {
      strength[label] = (int) (better[label] / pixels[label]);
    }
    return strength;
  }

  /**
   * The component with the soft edges around it, and with what it surrounds that is as dark: inside
   * of a blot as of a photo the paper is unknown, and holes there are none.
   */
  private Piece piece(Component c, int[] labels, float dark) {
    int width = mask.width();
    int left = Math.max(0, c.left - 1);
    int top = Math.max(0, c.top - 1);
    int right = Math.min(width - 1, c.right + 1);
    int bottom = Math.min(mask.height() - 1, c.bottom + 1);
    Box box = new Box(left, top, right - left + 1, bottom - top + 1);
    byte[] ink = new byte[box.width() * box.height()];
    for (int y = top, i = 0; y <= bottom; y++) {
      for (int x = left; x <= right; x++, i++) {
        int p = y * width + x;
        boolean blank = labels[p] == 0;
        int value = contrast.pixels()[p] & 0xFF;
        if (labels[p] == c.label || blank && (value >= dark || touches(c.label, labels, x, y))) {
          ink[i] = (byte) value;
        }
      }
    }
    return new Piece(box, ink);
  }

  private boolean touches(int label, int[] labels, int x, int y) {
    for (int v = Math.max(0, y - 1); v <= Math.min(mask.height() - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(mask.width() - 1, x + 1); u++) {
        if (labels[v * mask.width() + u] == label) {
          return true;
        }
      }
    }
    return false;
  }
}
