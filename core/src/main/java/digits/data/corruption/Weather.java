package digits.data.corruption;

import java.util.SplittableRandom;

/** Fog and mud. */
final class Weather {
  private static final double FOG = 3;
  private static final double FOG_DECAY = 1.4;
  private static final int MAP = 256;

  private Weather() {}

  /** Adds fog, then darkens all as if the sum of both still filled the same range. */
  static Plane fog(Plane picture, SplittableRandom random) {
    int width = picture.width();
    double[] cloud = cloud(random);
    double most = 0;
    for (double grey : picture.grey()) {
      most = Math.max(most, grey);
    }
    double[] grey = picture.grey().clone();
    for (int i = 0; i < grey.length; i++) {
      double fog = FOG * cloud[i / width % MAP * MAP + i % width % MAP];
      grey[i] = (grey[i] + fog) * most / (most + FOG);
    }
    return new Plane(width, picture.height(), grey);
  }

  /**
   * The diamond-square algorithm on a map whose edges meet [MAP, MAP], stretched to 0 to 1: halfway
   * between known points lies their mean plus a random number, which shrinks with the distance.
   */
  private static double[] cloud(SplittableRandom random) {
    double[] map = new double[MAP * MAP];
    double roughness = 100;
    for (int step = MAP; step >= 2; step /= 2) {
      int half = step / 2;
      double swing = roughness * roughness;
      for (int y = half; y < MAP; y += step) {
        for (int x = half; x < MAP; x += step) {
          double corners =
              at(map, x - half, y - half)
                  + at(map, x + half, y - half)
                  + at(map, x - half, y + half)
                  + at(map, x + half, y + half);
          map[y * MAP + x] = corners / 4 + swing * (2 * random.nextDouble() - 1);
        }
      }
      for (int y = 0; y < MAP; y += half) {
        for (int x = y % step == 0 ? half : 0; x < MAP; x += step) {
          double edges =
              at(map, x - half, y)
                  + at(map, x + half, y)
                  + at(map, x, y - half)
                  + at(map, x, y + half);
          map[y * MAP + x] = edges / 4 + swing * (2 * random.nextDouble() - 1);
        }
      }
      roughness /= FOG_DECAY;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : map) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < map.length; i++) {
      map[i] = (map[i] - least) / (most - least);
    }
    return map;
  }

  private static double at(double[] map, int x, int y) {
    return map[(y & MAP - 1) * MAP + (x & MAP - 1)];
  }

  /** Where smoothed noise is high, and enough of it together, lies mud of a quarter of ink. */
  static Plane spatter(Plane picture, SplittableRandom random) {
    Plane liquid = picture.normal(0.65, 0.3, random).gaussian(1);
    Plane mud = liquid.each(height -> height > 0.65 ? 1 : 0).gaussian(1.5);
    double[] grey = picture.grey().clone();
    for (int i = 0; i < grey.length; i++) {
      double cover = mud.grey()[i] < 0.8 ? 0 : mud.grey()[i];
      grey[i] = (1 - cover) * grey[i] + cover * 63 / 255.0;
    }
    return new Plane(picture.width(), picture.height(), grey);
  }
}
