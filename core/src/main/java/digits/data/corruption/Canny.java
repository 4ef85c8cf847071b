package digits.data.corruption;

import java.util.ArrayDeque;
import java.util.Deque;

/** Canny, "A Computational Approach to Edge Detection" (1986): edges one pixel wide. */
final class Canny {
  private static final double DEVIATION = 1;
  private static final double WEAK = 0.1;
  private static final double STRONG = 0.2;

  private Canny() {}

  static Plane edges(Plane picture) {
    int width = picture.width();
    int height = picture.height();
    Plane soft = picture.gaussian(DEVIATION);
    double[] slopeX = new double[width * height];
    double[] slopeY = new double[width * height];
    Plane steepness = new Plane(width, height, new double[width * height]);
    for (int i = 0; i < slopeX.length; i++) {
      slopeX[i] = sobel(soft, i % width, i / width, 1, 0);
      slopeY[i] = sobel(soft, i % width, i / width, 0, 1);
      steepness.grey()[i] = Math.sqrt(slopeX[i] * slopeX[i] + slopeY[i] * slopeY[i]);
    }
    double[] crests = new double[width * height];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        double here = steepness.grey()[i];
        boolean crest =
            here >= WEAK
                && here >= along(steepness, x, y, slopeX[i], slopeY[i])
                && here >= along(steepness, x, y, -slopeX[i], -slopeY[i]);
        crests[i] = crest ? here : 0;
      }
    }
    return new Plane(width, height, connected(crests, width));
  }

  /** Sobel's slope along one axis (the one of which the step is 1), smoothed along the other. */
  private static double sobel(Plane soft, int x, int y, int stepX, int stepY) {
    double slope = 0;
    for (int side = -1; side <= 1; side++) {
      int sideX = x + side * stepY;
      int sideY = y + side * stepX;
      double ahead = soft.nearest(sideX + stepX, sideY + stepY);
      double behind = soft.nearest(sideX - stepX, sideY - stepY);
      slope += (side == 0 ? 2 : 1) * (ahead - behind);
    }
    return slope;
  }

  /** The steepness one pixel on in the direction of the slope, between two neighbours. */
  private static double along(Plane steepness, int x, int y, double slopeX, double slopeY) {
    int stepX = slopeX < 0 ? -1 : 1;
    int stepY = slopeY < 0 ? -1 : 1;
    double wide = Math.abs(slopeX);
    double high = Math.abs(slopeY);
    double corner = steepness.orPaper(x + stepX, y + stepY);
    double straight =
        wide > high ? steepness.orPaper(x + stepX, y) : steepness.orPaper(x, y + stepY);
    double share = Math.min(wide, high) / Math.max(wide, high);
    return share * corner + (1 - share) * straight;
  }

  /** 1 on strong crests and on those which touch them, directly or by others. */
  private static double[] connected(double[] crests, int width) {
    double[] edges = new double[crests.length];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < crests.length; i++) {
      if (crests[i] >= STRONG) {
        edges[i] = 1;
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      int at = open.remove();
      for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
          int i = at + y * width + x; // inside: crests lie off the edges
          if (crests[i] > 0 && edges[i] == 0) {
            edges[i] = 1;
            open.add(i);
          }
        }
      }
    }
    return edges;
  }
}
