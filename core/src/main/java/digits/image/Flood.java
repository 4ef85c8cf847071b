package digits.image;

/** Spreads from seeds over a picture, to the pixels beside, above and below. */
final class Flood {
  private Flood() {}

  /**
   * The seed that each pixel is reached from first, -1 where none does.
   *
   * @param closed not 0 where nothing spreads to; the seeds spread from wherever they are
   */
  static int[] from(boolean[] seeds, byte[] closed, int width) {
    int[] steps = {-1, 1, -width, width};
    int[] from = new int[seeds.length];
    int[] order = new int[seeds.length];
    int found = 0;
    for (int i = 0; i < seeds.length; i++) {
      from[i] = seeds[i] ? i : -1;
      if (seeds[i]) {
        order[found++] = i;
      }
    }
    for (int next = 0; next < found; next++) {
      int i = order[next];
      for (int side = 0; side < steps.length; side++) {
        int to = i + steps[side];
        boolean inside = to >= 0 && to < seeds.length && (side > 1 || to / width == i / width);
        if (inside && closed[to] == 0 && from[to] < 0) {
          from[to] = from[i];
          order[found++] = to;
        }
      }
    }
    return from;
  }
}
