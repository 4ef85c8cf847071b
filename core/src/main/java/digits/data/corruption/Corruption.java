package digits.data.corruption;

import digits.data.Dataset;
import digits.data.Split;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The fifteen corruptions of Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision"
 * (2019), at the strengths of their published data set. Written from the paper and the parameters
 * of the authors' program (github.com/google-research/mnist-c); random numbers are others, and
 * libraries' details of theirs (ImageMagick's, scikit-image's) may differ in a grey level. Lengths
 * are in pixels of a 28 x 28 picture, and stay so on other sizes. Safe for use by many threads.
 */
public enum Corruption {
  /** Counting light: each pixel is Poisson of three times its ink, divided by three. */
  SHOT_NOISE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return picture.each(grey -> poisson(3 * grey, random) / 3.0);
    }
  },
  /** Salt and pepper: 17 % of the pixels become paper or ink, equally likely. */
  IMPULSE_NOISE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return picture.each(
          grey -> random.nextDouble() >= 0.17 ? grey : random.nextBoolean() ? 1 : 0);
    }
  },
  /**
   * Frosted glass: Gaussian of 0.7 pixels, twice every second pixel changes place with a neighbour,
   * and the Gaussian again.
   */
  GLASS_BLUR {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Blurs.glass(picture, random);
    }
  },
  /** Half a Gaussian of 3 pixels, up to 20 long, along a line within 45 degrees of level. */
  MOTION_BLUR {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Blurs.motion(picture, Math.PI / 4 * (2 * random.nextDouble() - 1));
    }
  },
  /** Slanted by 0.4 radians to either side, rows keeping their length. */
  SHEAR {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      double angle = sign(random) * 0.4;
      return picture.from(1, -StrictMath.sin(angle), 0, StrictMath.cos(angle), 0, 0);
    }
  },
  /** Shrunk to 0.7. */
  SCALE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return picture.from(1 / 0.7, 0, 0, 1 / 0.7, 0, 0);
    }
  },
  /** Turned by 0.4 radians either way. */
  ROTATE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      double cos = StrictMath.cos(0.4);
      double sin = sign(random) * StrictMath.sin(0.4);
      return picture.from(cos, -sin, sin, cos, 0, 0);
    }
  },
  /** Everything more inked (in the original brighter) by half of the range. */
  BRIGHTNESS {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return picture.each(grey -> Math.min(1, grey + 0.5));
    }
  },
  /** Moved by three pixels along both axes, either way. */
  TRANSLATE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return picture.from(1, 0, 0, 1, sign(random) * 3, sign(random) * 3);
    }
  },
  /** The left and the right quarter turned to their negative. */
  STRIPE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      int width = picture.width();
      double[] grey = picture.grey().clone();
      for (int i = 0; i < grey.length; i++) {
        int x = i % width;
        grey[i] = x < width / 4 || x >= width - width / 4 ? 1 - grey[i] : grey[i];
      }
      return new Plane(width, picture.height(), grey);
    }
  },
  /** Three times a cloud from a fractal, whose roughness falls by 1.4 from level to level. */
  FOG {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Weather.fog(picture, random);
    }
  },
  /** Blots of mud, a quarter dark, over the picture. */
  SPATTER {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Weather.spatter(picture, random);
    }
  },
  /** A straight dotted line from the left edge to the right. */
  DOTTED_LINE {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Lines.dotted(picture, random);
    }
  },
  /** A zigzag line, two pixels up and two down, from left to right. */
  ZIGZAG {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Lines.zigzag(picture, random);
    }
  },
  /** The strokes' outlines, as Canny's edge detector finds them. */
  CANNY_EDGES {
    @Override
    Plane of(Plane picture, SplittableRandom random) {
      return Canny.edges(picture);
    }
  };

  /** The corrupted picture; its numbers may lie beyond 0 and 1. */
  abstract Plane of(Plane picture, SplittableRandom random);

  /** As MNIST-C names it, such as "shot_noise". */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A copy of a set with every picture corrupted. What a picture becomes depends on the corruption,
   * the seed and the picture's row alone.
   */
  public Dataset apply(Dataset set, long seed) {
    int length = set.width() * set.height();
    byte[] pixels = new byte[set.pixels().length];
    long own = Split.stream(seed, ordinal()).nextLong();
    IntStream.range(0, set.size())
        .parallel()
        .forEach(
            row -> {
              Plane picture = Plane.of(set.pixels(), row * length, set.width(), set.height());
              of(picture, Split.stream(own, row)).store(pixels, row * length);
            });
    return new Dataset(
        set.name() + " with " + text(),
        pixels,
        set.labels(),
        set.width(),
        set.height(),
        set.classes());
  }

  private static int sign(SplittableRandom random) {
    return random.nextBoolean() ? 1 : -1;
  }

  /** Knuth's: as many uniform numbers as it takes for their product to fall to exp(-mean). */
  private static int poisson(double mean, SplittableRandom random) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = 1 - random.nextDouble();
        product > limit;
        product *= 1 - random.nextDouble()) {
      count++;
    }
    return count;
  }
}
