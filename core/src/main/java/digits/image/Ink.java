package digits.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the digit's ink from dirt and frames by its connected components. */
final class Ink {
  /** A component with less than this part of the heaviest one's ink is a speck of dirt. */
  private static final float SPECK = 0.04f;

  /** A frame keeps within this part of the picture's shorter side from its edges. */
  private static final float FRAME = 0.1f;

  /** A connected component: its ink, its extent and its greatest distance from the edges. */
  private static final class Component {
    final int label;
    long ink;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right;
    int bottom;
    int depth;

    Component(int label) {
      this.label = label;
    }

    void add(int x, int y, int value, int distance) {
      ink += value;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      depth = Math.max(depth, distance);
    }

    /** A line along an edge over nearly its whole length. */
    boolean isFrame(int width, int height, int frameDepth) {
      return depth <= frameDepth
          && (right - left + 1 >= 0.9f * width || bottom - top + 1 >= 0.9f * height);
    }
  }

  private Ink() {}

  /** The greatest distance of a frame's pixels from the edges; the outermost ones are at 0. */
  static int frameDepth(Gray picture) {
    return (int) (FRAME * Math.min(picture.width(), picture.height()));
  }

  /**
   * Erases from the picture (0 is paper) what reaches the threshold but is no part of the digit.
   *
   * @param threshold at least 1
   * @return the box of the digit's ink, empty if there is none
   */
  static Optional<Box> isolate(Gray ink, int threshold) {
    int[] labels = new int[ink.pixels().length];
    List<Component> components = components(ink, threshold, labels);
    boolean[] kept = new boolean[components.size() + 1];
    int frameDepth = frameDepth(ink);
    components.removeIf(c -> c.isFrame(ink.width(), ink.height(), frameDepth));
    long heaviest = components.stream().mapToLong(c -> c.ink).max().orElse(0);
    components.removeIf(c -> c.ink < SPECK * heaviest);
    if (components.isEmpty()) {
      return Optional.empty();
    }
    Component digit = new Component(0);
    for (Component c : components) {
      kept[c.label] = true;
      digit.add(c.left, c.top, 0, 0);
      digit.add(c.right, c.bottom, 0, 0);
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0 && !kept[labels[i]]) {
        ink.pixels()[i] = 0;
      }
    }
    int width = digit.right - digit.left + 1;
    int height = digit.bottom - digit.top + 1;
    return Optional.of(new Box(digit.left, digit.top, width, height));
  }

  /** Flood fill over the eight neighbours; labels count from 1, 0 is paper. */
  private static List<Component> components(Gray ink, int threshold, int[] labels) {
    byte[] pixels = ink.pixels();
    int width = ink.width();
    int right = width - 1;
    int bottom = ink.height() - 1;
    List<Component> components = new ArrayList<>();
    int[] pending = new int[pixels.length];
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
        component.add(x, y, pixels[p] & 0xFF, depth(x, right, y, bottom));
        int first = x == 0 ? x : x - 1;
        int last = x == right ? x : x + 1;
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
    return components;
  }

  /** Distance from the nearest edge. */
  private static int depth(int x, int right, int y, int bottom) {
    return Math.min(Math.min(x, right - x), Math.min(y, bottom - y));
  }
}
