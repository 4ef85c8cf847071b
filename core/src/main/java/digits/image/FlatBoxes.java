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
  /** So many lines from one rule to the next are not 1s. */
  private static final int LEAST_BARS = 3;

  private FlatBoxes() {}

  /** The long sides of flat boxes: two lines whose ends are joined on the left and on the right. */
  static Set<Chain> longSides(List<Chain> across, List<Chain> down, int height, int thick) {
    Set<Chain> flat = new HashSet<>();
    if ((long) across.size() * down.size() > Rules.MOST_PAIRS) {
      return flat;
    }
    Map<Long, Integer> joined = new HashMap<>(); // bit 0: on the left, bit 1: on the right
    for (Chain chain : down) {
      float[] line = chain.turnedEnds(height);
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
   * the ends of both, or with two others like it.
   */
  static Set<Chain> bars(List<Chain> down, List<float[]> erased, int height, int thick) {
    Set<Chain> bars = new HashSet<>();
    if ((long) down.size() * erased.size() > Rules.MOST_PAIRS) {
      return bars;
    }
    float touching = thick / 2f + 2;
    Map<Long, List<Chain>> between = new HashMap<>();
    for (Chain chain : down) {
      float[] line = chain.turnedEnds(height);
      int first = nearest(line[0], line[1], erased);
      int last = nearest(line[2], line[3], erased);
      if (first == last) {
        continue;
      }
      float[] one = erased.get(first);
      float[] other = erased.get(last);
      if (endsNear(line[0], line[1], one, 2 * thick)
          && endsNear(line[2], line[3], other, 2 * thick)) {
        bars.add(chain);
      }
      if (Rules.distance(line[0], line[1], one) <= touching * touching
          && Rules.distance(line[2], line[3], other) <= touching * touching) {
        between.computeIfAbsent(pair(first, last), key -> new ArrayList<>()).add(chain);
      }
    }
    between.values().stream().filter(some -> some.size() >= LEAST_BARS).forEach(bars::addAll);
    return bars;
  }

  /** A key for two lines, the same either way around. */
  private static long pair(int one, int other) {
    return (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
  }

  /** Of the lines the one closest to a point, -1 for none. */
  private static int nearest(float x, float y, List<float[]> lines) {
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

  private static boolean endsNear(float x, float y, float[] line, float near) {
    return Math.hypot(x - line[0], y - line[1]) <= near
        || Math.hypot(x - line[2], y - line[3]) <= near;
  }
}
