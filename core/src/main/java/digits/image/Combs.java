package digits.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Combs, as forms have them: one line with short bars of one length on it, from its one end to the
 * other, and a digit wanted between each two.
 */
final class Combs {
  /** Bars are as long as the usual one but for this part of it and a pixel or two. */
  private static final float ALIKE = 0.2f;

  /** They are at least so far apart, in their lengths: strokes of 1s on a line are closer. */
  private static final float NARROWEST = 0.9f;

  /** Of the line so much is seen between the first and the last bar ... */
  private static final float SEEN = 0.6f;

  /** ... and so much, as far behind them as from bar to bar: what goes on is no comb's. */
  private static final float BEYOND = 0.25f;

  private Combs() {}

  /**
   * @param leading what {@link Cells#bars} found
   */
  static Cells of(Map<Cells.Pair, List<Chain>> leading, int thick) {
    List<Cells.Side> sides = new ArrayList<>();
    Set<Chain> bars = new HashSet<>();
    leading.forEach(
        (pair, some) -> {
          if (pair.above() != null && pair.below() != null) {
            return;
          }
          Rule base = pair.above() == null ? pair.below() : pair.above();
          List<Chain> alike = alike(some);
          if (isComb(base, alike, thick)) {
            bars.addAll(alike);
            int first = place(alike.get(0));
            int last = place(alike.get(alike.size() - 1));
            sides.add(new Cells.Side(base, first - thick, last + thick));
          }
        });
    return new Cells(sides, bars);
  }

  /** Those about as long as the usual one, from left to right. */
  private static List<Chain> alike(List<Chain> bars) {
    int[] lengths = bars.stream().mapToInt(Chain::length).sorted().toArray();
    int usual = lengths[lengths.length / 2];
    return bars.stream()
        .filter(bar -> Math.abs(bar.length() - usual) <= ALIKE * usual + 2)
        .sorted(Comparator.comparingInt(Combs::place))
        .toList();
  }

  /** The column in which a bar stands. */
  private static int place(Chain bar) {
    float[] ends = bar.ends();
    return Math.round((ends[1] + ends[3]) / 2);
  }

  private static boolean isComb(Rule base, List<Chain> bars, int thick) {
    if (bars.size() < Cells.LEAST_BARS) {
      return false;
    }
    int first = place(bars.get(0));
    int last = place(bars.get(bars.size() - 1));
    int step = (last - first) / (bars.size() - 1);
    int length = bars.stream().mapToInt(Chain::length).sum() / bars.size();
    int edge = 2 * thick;
    return step >= NARROWEST * length
        && base.covered(first, last) >= SEEN * (last - first)
        && base.covered(first - step - edge, first - edge) <= BEYOND * step
        && base.covered(last + edge, last + step + edge) <= BEYOND * step;
  }
}
