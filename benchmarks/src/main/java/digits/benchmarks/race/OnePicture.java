package digits.benchmarks.race;

import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Trainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * One picture at a time through a trained network, on one thread. Arguments: architecture, file of
 * its parameters, seconds of warm-up and of a round. The answer has the microseconds of a picture
 * and the probabilities of the first one, by which race.py sees that all do the same.
 */
public final class OnePicture {
  /** More pictures than a branch predictor can know by heart. */
  static final int PICTURES = 1_000;

  /** Rounds until Java has compiled what it will. */
  private static final int WARM_UP = 8;

  private OnePicture() {}

  public static void main(String[] args) throws Exception {
    Network network =
        new Network(Architecture.parse(args[0]), parameters(Path.of(args[1])), Trainer.PIXEL_SCALE);
    Dataset test = MnistData.test();
    byte[][] pictures = new byte[PICTURES][];
    Arrays.setAll(pictures, test::picture);
    rounds(args[2], n -> network.probabilities(pictures[n]));
  }

  /** Little-endian floats, laid out as {@link Architecture#parameters} says. */
  private static float[] parameters(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] parameters = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(parameters);
    return parameters;
  }

  /** The same for every program that reads pictures one by one. */
  static void rounds(String seconds, IntFunction<float[]> probabilities) throws Exception {
    double time = Double.parseDouble(seconds);
    int[] picture = {0};
    Runnable next =
        () -> {
          probabilities.apply(picture[0]);
          picture[0] = (picture[0] + 1) % PICTURES;
        };
    Rounds.repeat(WARM_UP * time, next);
    Rounds.answer(
        line ->
            String.format(
                Locale.ROOT,
                "{\"seconds\":%.9f,\"probabilities\":%s}",
                Rounds.repeat(time, next),
                Arrays.toString(probabilities.apply(0))));
  }
}
