package digits.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds printed lines as dark as the writing, those of ruled or squared paper and the boxes of
 * forms, and takes them out of the ink. A line is a chain of short runs of ink across its
 * direction, one a pixel of its length, so it may be askew or bent a little; where a digit crosses
 * it, the run is long, and stays.
 */
final class Rules {
  /** A chain over this part of the page may be part of a rule. */
  private static final float BASE = 0.08f;

  /** Lines are at most so steep: a digit 1 may be steeper. */
  private static final float STEEPEST = 0.1f;

  /** What covers this part of the page along one straight line is a rule ... */
  private static final float LONG = 0.4f;

  /** ... if that is so many stroke widths: in a small picture it may be the foot of a 2 ... */
  private static final float LEAST_STROKES = 12;

  /** ... one over so many stroke widths if it ends in lines across at both ends: a box. */
  private static final float BOX_SIDE = 10;

  /** Lines down the page may be 1s, but not if they are so long in stroke widths, and long ... */
  private static final float UNLIKE_ONES = 25;

  /** ... and so many: the page lies on its side. */
  private static final int LEAST_LYING = 3;

  /** With more pairs of lines than this the page is a pattern, not a form. */
  static final int MOST_PAIRS = 1_000_000;

  /** Runs this many stroke widths long and more are crossings. */
  private static final float THICK = 1.6f;

  /** Of a line's length so much is seen, the rest hidden by digits. */
  private static final float SEEN = 0.5f;

  private Rules() {}

  /** Erases the lines from both pictures. */
  static void erase(Gray contrast, Gray mask, float stroke) {
    int thick = Math.max(3, Math.round(THICK * stroke));
    List<Chain> across = chains(Runs.ofColumns(mask), thick);
    List<Chain> down = chains(Runs.ofRows(mask), thick);
    // Ends in the mask's own columns and rows; a quarter turn takes (x, y) to (height - 1 - y, x).
    int height = mask.height();
    float side = BOX_SIDE * stroke;
    List<float[]> acrossEnds =
        across.stream().filter(c -> c.length() >= side).map(Chain::ends).toList();
    List<float[]> downEnds =
        down.stream().filter(c -> c.length() >= side).map(c -> c.turnedEnds(height)).toList();
    float near = (long) acrossEnds.size() * downEnds.size() > MOST_PAIRS ? -1 : 2 * thick;
    float least = LEAST_STROKES * stroke;
    Set<Chain> rules = aligned(across, mask.width(), thick, least);
    Set<Chain> margins = aligned(down, height, thick, least);
    float unlikeDigits = UNLIKE_ONES * stroke;
    float unlikeOnes = Math.max(unlikeDigits, LONG * Math.max(mask.width(), height));
    boolean lying = margins.stream().filter(c -> c.length() >= unlikeOnes).count() >= LEAST_LYING;
    List<Chain> longer = across.stream().filter(c -> c.length() >= unlikeDigits).toList();
    rules.addAll(FlatBoxes.longSides(longer, down, height, thick));
    List<float[]> erased = new ArrayList<>();
    int i = 0;
    for (Chain chain : across) {
      boolean boxed = chain.length() >= side && isBoxed(acrossEnds.get(i++), downEnds, near);
      if (boxed || rules.contains(chain)) {
        erase(chain, contrast, mask, false);
        erased.add(chain.ends());
      }
    }
    Set<Chain> bars = FlatBoxes.bars(down, erased, height, thick);
    i = 0;
    for (Chain chain : down) {
      boolean whole = chain.length() >= side;
      boolean boxed = whole && isBoxed(downEnds.get(i), acrossEnds, near);
      boolean crossing = whole && crosses(downEnds.get(i), acrossEnds, near) >= 3;
      i += whole ? 1 : 0;
      if (boxed || bars.contains(chain) || (crossing || lying) && margins.contains(chain)) {
        erase(chain, contrast, mask, true);
      }
    }
  }

  /** Chains that lie on one straight line and together cover a good part of the page. */
  private static Set<Chain> aligned(List<Chain> chains, int length, int thick, float least) {
    Set<Chain> rules = new HashSet<>();
    for (Chain base : chains) {
      if (base.length() < BASE * length || rules.contains(base)) {
        continue;
      }
      List<Chain> line = new ArrayList<>();
      int covered = 0;
      for (Chain chain : chains) {
        int[] begin = chain.runs.get(0);
        float first = (begin[1] + begin[2]) / 2f - base.at(begin[0]);
        float last = chain.y - base.at(chain.last);
        boolean isLine = chain.length() >= 2 * thick;
        if (isLine && Math.abs(first) <= thick && Math.abs(last) <= thick) {
          line.add(chain);
          covered += chain.length();
        }
      }
      if (covered >= Math.max(least, LONG * length)) {
        rules.addAll(line);
      }
    }
    return rules;
  }

  /** Whether lines of the other direction pass close by both ends. */
  private static boolean isBoxed(float[] line, List<float[]> others, float near) {
    if (near < 0) {
      return false;
    }
    boolean first = false;
    boolean last = false;
    for (float[] other : others) {
      first |= distance(line[0], line[1], other) <= near * near;
      last |= distance(line[2], line[3], other) <= near * near;
    }
    return first && last;
  }

  private static int crosses(float[] line, List<float[]> others, float near) {
    int count = 0;
    for (float[] other : others) {
      float x = (line[0] + line[2]) / 2;
      float y = (other[1] + other[3]) / 2;
      boolean inside =
          x >= Math.min(other[0], other[2]) - near
              && x <= Math.max(other[0], other[2]) + near
              && y >= Math.min(line[1], line[3]) - near
              && y <= Math.max(line[1], line[3]) + near;
      count += inside ? 1 : 0;
    }
    return count;
  }

  /** The square of the distance from a point to a line between two ends. */
  static float distance(float x, float y, float[] line) {
    float dx = line[2] - line[0];
    float dy = line[3] - line[1];
    float share = ((x - line[0]) * dx + (y - line[1]) * dy) / Math.max(1, dx * dx + dy * dy);
    share = Math.max(0, Math.min(1, share));
    float ax = x - line[0] - share * dx;
    float ay = y - line[1] - share * dy;
    return ax * ax + ay * ay;
  }

  /** Lines along x. */
  private static List<Chain> chains(Runs runs, int thick) {
    List<Chain> found = new ArrayList<>();
    List<Chain> active = new ArrayList<>();
    Chain[] atRow = new Chain[runs.length()];
    for (int x = 0; x < runs.columns(); x++) {
      for (Chain chain : active) {
        int row = Math.round(chain.at(x));
        if (row >= 0 && row < atRow.length) {
          atRow[row] = chain;
        }
      }
      for (int run = runs.begin()[x]; run < runs.begin()[x + 1]; run++) {
        int first = runs.first()[run];
        int last = runs.last()[run];
        if (last - first < thick) {
          extend(atRow, active, x, first, last);
        }
      }
      int column = x;
      active.removeIf(chain -> hasEnded(chain, column, runs, thick, found));
      Arrays.fill(atRow, null);
    }
    active.forEach(chain -> keep(chain, thick, found));
    return found;
  }

  private static void extend(Chain[] atRow, List<Chain> active, int x, int first, int last) {
    for (int row = Math.max(0, first - 1); row <= Math.min(atRow.length - 1, last + 1); row++) {
      Chain chain = atRow[row];
      if (chain != null && chain.last < x) {
        chain.add(x, first, last);
        return;
      }
    }
    active.add(new Chain(x, first, last));
  }

  /** A line goes on beneath a digit, and over a small gap. */
  private static boolean hasEnded(Chain chain, int x, Runs runs, int thick, List<Chain> found) {
    boolean hidden = runs.contain(x, Math.round(chain.at(x)));
    int patience = hidden ? 4 * thick : thick;
    if (x - chain.last <= Math.min(patience, chain.length())) {
      return false;
    }
    keep(chain, thick, found);
    return true;
  }

  private static void keep(Chain chain, int thick, List<Chain> found) {
    if (chain.length() >= thick
        && chain.runs.size() >= SEEN * chain.length()
        && Math.abs(chain.slope) <= STEEPEST) {
      found.add(chain);
    }
  }

  private static void erase(Chain chain, Gray contrast, Gray mask, boolean turned) {
    int width = mask.width();
    int height = mask.height();
    for (int[] run : chain.runs) {
      for (int across = run[1] - 1; across <= run[2] + 1; across++) {
        int x = turned ? across : run[0];
        int y = turned ? height - 1 - run[0] : across;
        if (x < 0 || y < 0 || x >= width || y >= height) {
          continue;
        }
        int p = y * width + x;
        if (across >= run[1] && across <= run[2]) {
          mask.pixels()[p] = 0;
        }
        if (mask.pixels()[p] == 0) {
          contrast.pixels()[p] = 0;
        }
      }
    }
  }
}
