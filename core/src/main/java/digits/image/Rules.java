package digits.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds printed lines as dark as the writing, those of ruled or squared paper and the boxes of
 * forms, and takes them out of the ink. A line is a chain of short runs of ink across its
 * direction, one a pixel of its length, so it may be askew or bent a little; where a digit crosses
 * it, the run is long, and stays.
 */
final class Rules {
  /** A chain over this part of the page may be part of a rule. */
  private static final float BASE = 0.08f;

  /** Lines are at most so steep. */
  private static final float STEEPEST = 0.2f;

  /** The sides of a single box are less steep: a 1 between two others may be steeper. */
  private static final float UPRIGHT = 0.1f;

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
    // In the mask's own columns and rows; a quarter turn takes (x, y) to (height - 1 - y, x).
    int height = mask.height();
    float side = BOX_SIDE * stroke;
    List<float[][]> acrossParts =
        across.stream().filter(c -> c.length() >= side).map(Chain::parts).toList();
    List<float[][]> downParts =
        down.stream().filter(c -> c.length() >= side).map(c -> turned(c.parts(), height)).toList();
    float near = (long) acrossParts.size() * downParts.size() > MOST_PAIRS ? -1 : 2 * thick;
    float least = LEAST_STROKES * stroke;
    List<Rule> lines = lines(across, mask.width(), thick, side);
    Map<Chain, Rule> rules = rules(lines, mask.width(), least);
    Map<Chain, Rule> margins = rules(lines(down, height, thick, side), height, least);
    Map<Cells.Pair, List<Chain>> leading = Cells.bars(lines, down, height, thick);
    Cells cells = Cells.of(leading, thick);
    Cells combs = Combs.of(leading, thick);
    float unlikeDigits = UNLIKE_ONES * stroke;
    float unlikeOnes = Math.max(unlikeDigits, LONG * Math.max(mask.width(), height));
    boolean lying =
        margins.keySet().stream().filter(c -> c.length() >= unlikeOnes).count() >= LEAST_LYING;
    List<Chain> longer = across.stream().filter(c -> c.length() >= unlikeDigits).toList();
    Set<Chain> flat = FlatBoxes.longSides(longer, down, height, thick);
    List<Chain> erased = new ArrayList<>();
    for (List<Cells.Side> rows : List.of(cells.sides(), combs.sides())) {
      for (Cells.Side row : rows) {
        row.rule().chains().forEach(chain -> erase(chain, row::has, contrast, mask, false));
      }
    }
    for (Chain chain : across) {
      boolean boxed = chain.length() >= side && isBoxed(chain, chain.ends(), downParts, near);
      if (boxed || flat.contains(chain)) {
        erase(chain, run -> true, contrast, mask, false);
        erased.add(chain);
      } else if (rules.containsKey(chain)) {
        erase(chain, rules.get(chain)::has, contrast, mask, false);
        erased.add(chain);
      }
    }
    Set<Chain> bars = FlatBoxes.bars(down, erased, height, thick);
    bars.addAll(cells.bars());
    bars.addAll(combs.bars());
    for (Chain chain : down) {
      float[] ends = Chain.turned(chain.ends(), height);
      boolean whole = chain.length() >= side;
      boolean boxed = whole && isBoxed(chain, ends, acrossParts, near);
      boolean crossing = whole && crosses(ends, acrossParts, near) >= 3;
      if (boxed || bars.contains(chain)) {
        erase(chain, run -> true, contrast, mask, true);
      } else if ((crossing || lying) && margins.containsKey(chain)) {
        erase(chain, margins.get(chain)::has, contrast, mask, true);
      }
    }
  }

  private static float[][] turned(float[][] parts, int height) {
    return Arrays.stream(parts).map(part -> Chain.turned(part, height)).toArray(float[][]::new);
  }

  /**
   * Lines along which chains follow each other; none shares the chain that it was followed from.
   */
  private static List<Rule> lines(List<Chain> chains, int length, int thick, float side) {
    List<Chain> whole = chains.stream().filter(c -> c.length() >= 2 * thick).toList();
    Set<Chain> found = new HashSet<>();
    long bases = whole.stream().filter(chain -> chain.length() >= side).count();
    boolean many = bases * whole.size() > MOST_PAIRS;
    float least = many ? BASE * length : Math.min(side, BASE * length);
    List<Rule> lines = new ArrayList<>();
    for (Chain base : whole) {
      if (base.length() >= least && !found.contains(base)) {
        Rule line = new Rule(base, whole, length, thick / 2f + 1);
        found.addAll(line.chains());
        lines.add(line);
      }
    }
    return lines;
  }

  /** The chains of those that cover a good part of the page. */
  private static Map<Chain, Rule> rules(List<Rule> lines, int length, float least) {
    Map<Chain, Rule> rules = new HashMap<>();
    for (Rule line : lines) {
      if (line.covered() >= Math.max(least, LONG * length)) {
        line.chains().forEach(chain -> rules.put(chain, line));
      }
    }
    return rules;
  }

  /** Whether lines of the other direction pass close by both ends. */
  private static boolean isBoxed(Chain chain, float[] ends, List<float[][]> others, float near) {
    if (near < 0 || Math.abs(chain.steepness()) > UPRIGHT) {
      return false;
    }
    boolean first = false;
    boolean last = false;
    for (float[][] other : others) {
      first |= distance(ends[0], ends[1], other) <= near * near;
      last |= distance(ends[2], ends[3], other) <= near * near;
    }
    return first && last;
  }

  private static int crosses(float[] ends, List<float[][]> others, float near) {
    float x = (ends[0] + ends[2]) / 2;
    int count = 0;
    for (float[][] other : others) {
      boolean crossed = false;
      for (float[] part : other) {
        float y = (part[1] + part[3]) / 2;
        crossed |=
            x >= Math.min(part[0], part[2]) - near
                && x <= Math.max(part[0], part[2]) + near
                && y >= Math.min(ends[1], ends[3]) - near
                && y <= Math.max(ends[1], ends[3]) + near;
      }
      count += crossed ? 1 : 0;
    }
    return count;
  }

  /** A line that comes so close to another leads to it. */
  static float touching(int thick) {
    return thick / 2f + 2;
  }

  /** The square of the distance from a point to a line of straight parts. */
  static float distance(float x, float y, float[][] parts) {
    float least = Float.POSITIVE_INFINITY;
    for (float[] part : parts) {
      least = Math.min(least, distance(x, y, part));
    }
    return least;
  }

  /** The square of the distance from a point to a line between two ends. */
  private static float distance(float x, float y, float[] line) {
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
        && Math.abs(chain.steepness()) <= STEEPEST) {
      found.add(chain);
    }
  }

  private static void erase(
      Chain chain, Predicate<int[]> which, Gray contrast, Gray mask, boolean turned) {
    int width = mask.width();
    int height = mask.height();
    for (int[] run : chain.runs) {
      if (!which.test(run)) {
        continue;
      }
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
