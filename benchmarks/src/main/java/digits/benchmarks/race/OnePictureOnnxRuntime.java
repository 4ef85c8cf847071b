package digits.benchmarks.race;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.training.Trainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The job of {@link OnePicture} by ONNX Runtime, at its best: pixels are floats beforehand, input
 * and output stay in place outside of Java's heap, and every optimisation is on. Arguments: the
 * ONNX file, seconds of warm-up and of a round.
 */
public final class OnePictureOnnxRuntime {
  private OnePictureOnnxRuntime() {}

  public static void main(String[] args) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      Dataset test = MnistData.test();
      int pixels = test.width() * test.height();
      float[] pictures = new float[OnePicture.PICTURES * pixels];
      for (int i = 0; i < pictures.length; i++) {
        pictures[i] = (test.pixels()[i] & 255) * Trainer.PIXEL_SCALE;
      }
      FloatBuffer in = floats(pixels);
      FloatBuffer out = floats(test.classes().size());
      try (OrtSession session = environment.createSession(args[0], options);
          OnnxTensor input =
              OnnxTensor.createTensor(
                  environment, in, new long[] {1, 1, test.height(), test.width()});
          OnnxTensor output =
              OnnxTensor.createTensor(environment, out, new long[] {1, out.capacity()})) {
        Map<String, OnnxTensor> inputs = Map.of("picture", input);
        Map<String, OnnxTensor> outputs = Map.of("probabilities", output);
        float[] probabilities = new float[out.capacity()];
        OnePicture.rounds(
            args[1],
            n -> {
              in.put(0, pictures, n * pixels, pixels);
              try (OrtSession.Result result = session.run(inputs, outputs)) {
                out.get(0, probabilities);
                return probabilities;
              } catch (OrtException e) {
                throw new IllegalStateException(e);
              }
            });
      }
    }
  }

  private static FloatBuffer floats(int length) {
    return ByteBuffer.allocateDirect(length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
