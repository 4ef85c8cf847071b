package digits.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A printed line of {@link Rules}: chains along one parabola, since paper bends and pictures are
 * taken at an angle. What a chain has beside the parabola belongs to a digit.
 */
final class Rule {
  /** From this part of the page on one can tell that a line is bent. */
  private static final float BENT = 0.3f;

  /** If nothing follows close by, over this part of the page: all between may be faint. */
  private static final float FAR = 0.2f;

  /** How often the line is followed further. */
  private static final int ROUNDS = 12;

  /** A chain is looked at in so many places, of which one may be off. */
  private static final int PLACES = 4;

  private final float near;
  private Set<Chain> chains;
  private double[] curve; // y = c[0] + c[1] x + c[2] x^2, least squares over all runs
  private int from;
  private int to;

  /**
   * Follows a line from one chain on.
   *
   * @param length of the page along the line
   * @param near how far from it its runs are, at most
   */
  Rule(Chain base, List<Chain> all, int length, float near) {
    this.near = near;
    chains = Set.of(base);
    boolean far = false;
    for (int round = 0; round < ROUNDS; round++) {
      from = chains.stream().mapToInt(Chain::start).min().orElseThrow();
      to = chains.stream().mapToInt(chain -> chain.last).max().orElseThrow();
      curve = fit(to - from >= BENT * length);
      int reach = Math.max((to - from) / 2, far ? Math.round(FAR * length) : 0);
      Set<Chain> more = new LinkedHashSet<>(Set.of(base)); // sums in the same order each time
      for (Chain chain : all) {
        if (follows(chain, from - reach, to + reach)) {
          more.add(chain);
        }
      }
      boolean same = more.equals(chains);
      if (same && far) {
        break;
      }
      far = same;
      chains = more;
    }
  }

  Set<Chain> chains() {
    return chains;
  }

  /** Pixels of its length that are seen. */
  int covered() {
    return chains.stream().mapToInt(Chain::length).sum();
  }

  /** Of them, those between two places. */
  int covered(int first, int last) {
    return chains.stream()
        .mapToInt(c -> Math.max(0, Math.min(last, c.last) - Math.max(first, c.start()) + 1))
        .sum();
  }

  /** Whether a run (x, first y, last y) belongs to it. */
  boolean has(int[] run) {
    return off(run[0], Chain.middle(run)) <= near;
  }

  /** How far above or below a place is; infinite so far behind its ends. */
  double distance(float x, float y, int behind) {
    return x < from - behind || x > to + behind ? Double.POSITIVE_INFINITY : off(x, y);
  }

  private double off(double x, double y) {
    return Math.abs(y - curve[0] - x * (curve[1] + x * curve[2]));
  }

  /** Whether a chain is close, as far as it lies in a part of the page's length. */
  private boolean follows(Chain chain, int begin, int end) {
    int first = Math.max(begin, chain.start()) - chain.start();
    int last = Math.min(end, chain.last) - chain.start();
    if (first > last) {
      return false;
    }
    int close = 0;
    for (int place = 0; place < PLACES; place++) {
      int along = first + (last - first) * (2 * place + 1) / (2 * PLACES);
      close +=
          has(chain.runs.get((int) ((long) along * chain.runs.size() / chain.length()))) ? 1 : 0;
    }
    return close >= PLACES - 1;
  }

  private double[] fit(boolean bent) {
    double[] moments = new double[5];
    double[] heights = new double[5];
    double middle = (from + to) / 2.0;
    double unit = Math.max(1, to - from) / 2.0;
    for (Chain chain : chains) {
      for (int[] run : chain.runs) {
        double u = (run[0] - middle) / unit;
        double y = Chain.middle(run);
        double power = 1;
        for (int i = 0; i < 5; i++, power *= u) {
          moments[i] += power;
          heights[i] += power * y;
        }
      }
    }
    double[][] sums = new double[3][];
    for (int i = 0; i < 3; i++) {
      sums[i] = new double[] {moments[i], moments[i + 1], moments[i + 2], heights[i]};
    }
    if (!bent) {
      sums[2] = new double[] {0, 0, 1, 0};
    }
    double[] c = solved(sums);
    // back from u to x
    double bend = c[2] / (unit * unit);
    double slope = c[1] / unit - 2 * bend * middle;
    return new double[] {c[0] - c[1] * middle / unit + bend * middle * middle, slope, bend};
  }

  /** Of three equations whose matrix is positive definite, the unknowns. */
  private static double[] solved(double[][] rows) {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        if (k != i) {
          double share = rows[k][i] / rows[i][i];
          for (int j = i; j < 4; j++) {
            rows[k][j] -= share * rows[i][j];
          }
        }
      }
    }
    return new double[] {rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]};
  }
}
