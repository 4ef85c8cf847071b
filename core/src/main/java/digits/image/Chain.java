package digits.image;

import java.util.ArrayList;
import java.util.List;

/** A line of {@link Rules}, along x: where it begins and ends, and its runs. */
final class Chain {
  final List<int[]> runs = new ArrayList<>(); // x, first y, last y
  float y;
  float slope;
  int last;

  Chain(int x, int first, int last) {
    add(x, first, last);
  }

  void add(int x, int first, int end) {
    float middle = (first + end) / 2f;
    if (!runs.isEmpty()) {
      int[] begin = runs.get(0);
      slope = runs.size() < 8 ? 0 : (middle - (begin[1] + begin[2]) / 2f) / (x - begin[0]);
    }
    y = middle;
    last = x;
    runs.add(new int[] {x, first, end});
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

  /** Its ends: x and y of the left one, x and y of the right one. */
  float[] ends() {
    int[] begin = runs.get(0);
    return new float[] {begin[0], (begin[1] + begin[2]) / 2f, last, y};
  }

  /** Its ends where the picture, of that height, was turned for it to be found. */
  float[] turnedEnds(int height) {
    float[] e = ends();
    return new float[] {e[1], height - 1 - e[0], e[3], height - 1 - e[2]};
  }
}
