package digits.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The connected components of what reaches a threshold, over the eight neighbours.
 *
 * @param labels per pixel the label of its component, 0 for none
 * @param list component of label k at k - 1
 */
record Components(int[] labels, List<Component> list) {

  /** One component: how many pixels, how much ink, its extent, its greatest distance from edges. */
  static final class Component {
    final int label;
    int area;
    long ink;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right;
    int bottom;
    int depth;
    int edge; // pixels at the edges of the picture

    Component(int label) {
      this.label = label;
    }

    private void add(int x, int y, int value, int distance) {
      area++;
      ink += value;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      depth = Math.max(depth, distance);
      edge += distance == 0 ? 1 : 0;
    }

    int width() {
      return right - left + 1;
    }

    int height() {
      return bottom - top + 1;
    }

    /** Whether it keeps to the edges of the picture: a table, a shadow, a frame. */
    boolean isBorder(Gray picture) {
      return depth <= Ink.frameDepth(picture) && box().isAtEdge(picture.width(), picture.height());
    }

    Box box() {
      return new Box(left, top, width(), height());
    }
  }

  /**
   * Flood fill.
   *
   * @param threshold at least 1
   */
  static Components of(Gray picture, int threshold) {
    byte[] pixels = picture.pixels();
    int width = picture.width();
    int right = width - 1;
    int bottom = picture.height() - 1;
    int[] labels = new int[pixels.length];
    List<Component> components = new ArrayList<>();
    int[] pending = new int[1024];
    for (int seed = 0; seed < pixels.length; seed++) {
      if ((pixels[seed] & 0xFF) < threshold || labels[seed] != 0) {
        continue;
      }
      Component component = new Component(components.size() + 1);
      components.add(component);
      labels[seed] = component.label;
      pending[0] = seed;
      for (int count = 1; count > 0; ) {
        int p = pending[--count];
        int y = p / width;
        int x = p - y * width;
        int depth = Math.min(Math.min(x, right - x), Math.min(y, bottom - y));
        component.add(x, y, pixels[p] & 0xFF, depth);
        int first = x == 0 ? x : x - 1;
        int last = x == right ? x : x + 1;
        if (count + 8 > pending.length) {
          pending = Arrays.copyOf(pending, 2 * pending.length);
        }
        for (int v = y == 0 ? y : y - 1; v <= bottom && v <= y + 1; v++) {
          for (int q = v * width + first; q <= v * width + last; q++) {
            if ((pixels[q] & 0xFF) >= threshold && labels[q] == 0) {
              labels[q] = component.label;
              pending[count++] = q;
            }
          }
        }
      }
    }
    return new Components(labels, components);
  }
}
