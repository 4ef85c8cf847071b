package digits.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the empty fields of forms among the lines of {@link Rules}: their short sides look like 1s,
 * and alone on a page turned by a quarter the whole box does.
 */
final class FlatBoxes {
  /** So many of one length that hang from one rule, or stand on it, are not 1s either. */
  private static final int LEAST_HANGING = 4;

  private FlatBoxes() {}

  /** The long sides of flat boxes: two lines whose ends are joined on the left and on the right. */
  static Set<Chain> longSides(List<Chain> across, List<Chain> down, int height, int thick) {
    Set<Chain> flat = new HashSet<>();
    if ((long) across.size() * down.size() > Rules.MOST_PAIRS) {
      return flat;
    }
    Map<Long, Integer> joined = new HashMap<>(); // bit 0: on the left, bit 1: on the right
    for (Chain chain : down) {
      float[] line = Chain.turned(chain.ends(), height);
      for (int side = 0; side < 2; side++) {
        int first = nearestEnd(line[0], line[1], across, side, thick);
        int last = nearestEnd(line[2], line[3], across, side, thick);
        if (first >= 0 && last >= 0 && first != last) {
          if (joined.merge(pair(first, last), 1 << side, (a, b) -> a | b) == 3) {
            flat.add(across.get(first));
            flat.add(across.get(last));
          }
        }
      }
    }
    return flat;
  }

  /** The line of which one end, 0 for the left, is closest to a point and near; -1 for none. */
  private static int nearestEnd(float x, float y, List<Chain> lines, int side, float near) {
    int nearest = -1;
    double least = near;
    for (int i = 0; i < lines.size(); i++) {
      float[] ends = lines.get(i).ends();
      double distance = Math.hypot(x - ends[2 * side], y - ends[2 * side + 1]);
      if (distance <= least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /**
   * The sides of flat boxes and of rows of them: what leads from one erased line to the next, to
   * the ends of both, or with two others like it; and, where the other line was too faint to be
   * seen, four of one length at the same side of one line.
   */
  static Set<Chain> bars(List<Chain> down, List<Chain> erased, int height, int thick) {
    Set<Chain> bars = new HashSet<>();
    long pairs = (long) Math.max(down.size(), erased.size()) * erased.size();
    if (erased.isEmpty() || pairs > Rules.MOST_PAIRS) {
      return bars;
    }
    List<float[][]> parts = erased.stream().map(Chain::parts).toList();
    int[] rules = rules(erased, thick);
    float touching = Rules.touching(thick);
    Map<Long, List<Chain>> between = new HashMap<>();
    Map<Integer, List<Chain>> hanging = new HashMap<>(); // by 2 x rule, + 1 for those that stand
    for (Chain chain : down) {
      float[] line = Chain.turned(chain.ends(), height);
      int first = nearest(line[0], line[1], parts);
      int last = nearest(line[2], line[3], parts);
      float[][] one = parts.get(first);
      float[][] other = parts.get(last);
      boolean stands = Rules.distance(line[0], line[1], one) <= touching * touching;
      boolean hangs = Rules.distance(line[2], line[3], other) <= touching * touching;
      if (stands) {
        hanging.computeIfAbsent(2 * rules[first] + 1, key -> new ArrayList<>()).add(chain);
      }
      if (hangs) {
        hanging.computeIfAbsent(2 * rules[last], key -> new ArrayList<>()).add(chain);
      }
      if (first == last) {
        continue;
      }
      if (endsNear(line[0], line[1], one, 2 * thick)
          && endsNear(line[2], line[3], other, 2 * thick)) {
        bars.add(chain);
      }
      if (hangs && stands) {
        long rows = pair(rules[first], rules[last]);
        between.computeIfAbsent(rows, key -> new ArrayList<>()).add(chain);
      }
    }
    between.values().stream().filter(some -> some.size() >= Cells.LEAST_BARS).forEach(bars::addAll);
    for (List<Chain> some : hanging.values()) {
      for (Chain chain : some) {
        int length = chain.length();
        long alike = some.stream().filter(c -> 2 * Math.abs(c.length() - length) <= thick).count();
        if (alike >= LEAST_HANGING) {
          bars.add(chain);
        }
      }
    }
    return bars;
  }

  /** Of each line the first that it continues, or itself. */
  private static int[] rules(List<Chain> lines, int thick) {
    int[] rules = new int[lines.size()];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = i;
      float[] ends = lines.get(i).ends();
      for (int k = 0; k < i && rules[i] == i; k++) {
        Chain before = lines.get(k);
        boolean behind = before.last < ends[0];
        if (behind && Math.abs(before.at((int) ends[0]) - ends[1]) <= thick) {
          rules[i] = rules[k];
        }
      }
    }
    return rules;
  }

  /** A key for two lines, the same either way around. */
  private static long pair(int one, int other) {
    return (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
  }

  /** Of the lines the one closest to a point. */
  private static int nearest(float x, float y, List<float[][]> lines) {
    int nearest = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < lines.size(); i++) {
      float distance = Rules.distance(x, y, lines.get(i));
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  private static boolean endsNear(float x, float y, float[][] line, float near) {
    float[] begin = line[0];
    float[] end = line[line.length - 1];
    return Math.hypot(x - begin[0], y - begin[1]) <= near
        || Math.hypot(x - end[2], y - end[3]) <= near;
  }
}
