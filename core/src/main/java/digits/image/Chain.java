package digits.image;

import java.util.ArrayList;
import java.util.List;

/** A line of {@link Rules}, along x, askew or bent: its runs from left to right. */
final class Chain {
  /** Over so many pixels it is straight, as far as one can tell ... */
  private static final int STRAIGHT = 48;

  /** ... and its slope can be told, for all the digits that begin in it. */
  private static final int SLOPE = 150;

  final List<int[]> runs = new ArrayList<>(); // x, first y, last y
  float y;
  float slope; // at its right end
  int last;

  Chain(int x, int first, int last) {
    add(x, first, last);
  }

  void add(int x, int first, int end) {
    float middle = (first + end) / 2f;
    if (!runs.isEmpty()) {
      int[] begin = runs.get(Math.max(0, runs.size() - SLOPE));
      slope = runs.size() < 8 ? 0 : (middle - middle(begin)) / (x - begin[0]);
    }
    y = middle;
    last = x;
    runs.add(new int[] {x, first, end});
  }

  /** Its y. */
  static float middle(int[] run) {
    return (run[1] + run[2]) / 2f;
  }

  int start() {
    return runs.get(0)[0];
  }

  int length() {
    return last - start() + 1;
  }

  float at(int x) {
    return y + slope * (x - last);
  }

  /** Its slope from end to end. */
  float steepness() {
    return (y - middle(runs.get(0))) / Math.max(1, last - start());
  }

  /** Its ends: x and y of the left one, x and y of the right one. */
  float[] ends() {
    return new float[] {start(), middle(runs.get(0)), last, y};
  }

  /** Short straight parts, each as its ends. */
  float[][] parts() {
    float[][] parts = new float[(runs.size() + STRAIGHT - 1) / STRAIGHT][];
    for (int i = 0; i < parts.length; i++) {
      int[] from = runs.get(i * STRAIGHT);
      int[] to = runs.get(Math.min(runs.size() - 1, (i + 1) * STRAIGHT));
      parts[i] = new float[] {from[0], middle(from), to[0], middle(to)};
    }
    return parts;
  }

  /** Ends where the picture, of that height, was turned for the line to be found. */
  static float[] turned(float[] ends, int height) {
    return new float[] {ends[1], height - 1 - ends[0], ends[3], height - 1 - ends[2]};
  }
}
