package digits.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of cells, as forms have them, one for each digit: two lines with several between them that
 * lead from one to the other.
 *
 * @param sides the two lines
 * @param bars those between
 */
record Cells(List<Side> sides, Set<Chain> bars) {
  /** So many bars make a row: fewer may be 1s. */
  static final int LEAST_BARS = 3;

  /** Cells are at least so wide, as a part of their height: closer are the strokes of an m. */
  private static final float NARROWEST = 0.5f;

  /** Of the two lines so much is seen. */
  private static final float SEEN = 0.7f;

  /** A line as far as bars lead to it. */
  record Side(Rule rule, int from, int to) {
    boolean has(int[] run) {
      return run[0] >= from && run[0] <= to && rule.has(run);
    }
  }

  /** Lines across that pass by the two ends of a bar, null where none does. */
  record Pair(Rule above, Rule below) {}

  /**
   * Where bars lead: those that one line or two pass by.
   *
   * @param rules lines across
   * @param down lines found in the picture turned by a quarter
   * @param height of the picture
   */
  static Map<Pair, List<Chain>> bars(List<Rule> rules, List<Chain> down, int height, int thick) {
    Map<Pair, List<Chain>> bars = new LinkedHashMap<>();
    if ((long) rules.size() * down.size() <= Rules.MOST_PAIRS) {
      for (Chain chain : down) {
        float[] ends = Chain.turned(chain.ends(), height);
        Rule below = passing(rules, ends[0], ends[1], thick);
        Rule above = passing(rules, ends[2], ends[3], thick);
        if (above != below) {
          bars.computeIfAbsent(new Pair(above, below), key -> new ArrayList<>()).add(chain);
        }
      }
    }
    return bars;
  }

  /**
   * @param leading what {@link #bars} found
   */
  static Cells of(Map<Pair, List<Chain>> leading, int thick) {
    List<Side> sides = new ArrayList<>();
    Set<Chain> bars = new HashSet<>();
    leading.forEach(
        (pair, some) -> {
          if (pair.above == null || pair.below == null) {
            return;
          }
          int from = Integer.MAX_VALUE;
          int to = 0;
          int length = 0;
          for (Chain bar : some) {
            float[] ends = bar.ends();
            from = Math.min(from, Math.round(Math.min(ends[1], ends[3])));
            to = Math.max(to, Math.round(Math.max(ends[1], ends[3])));
            length += bar.length();
          }
          boolean wide = (to - from) * some.size() >= NARROWEST * length * (some.size() - 1);
          if (some.size() >= LEAST_BARS
              && wide
              && pair.above.covered(from, to) >= SEEN * (to - from)
              && pair.below.covered(from, to) >= SEEN * (to - from)) {
            bars.addAll(some);
            sides.add(new Side(pair.above, from - thick, to + thick));
            sides.add(new Side(pair.below, from - thick, to + thick));
          }
        });
    return new Cells(sides, bars);
  }

  private static Rule passing(List<Rule> rules, float x, float y, int thick) {
    Rule nearest = null;
    double least = Rules.touching(thick);
    for (Rule rule : rules) {
      double off = rule.distance(x, y, thick);
      if (off <= least) {
        least = off;
        nearest = rule;
      }
    }
    return nearest;
  }
}
