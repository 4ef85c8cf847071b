package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import digits.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that share memory give what they give with memory of their own. */
class ChainTest {
  private static final int ROWS = 37;
  private static final int BLOCKS = 2;

  static Stream<Layer> layers() {
    return LayerTest.layers();
  }

  /** What may stand in place, in every order, and what wants its own y, before and after. */
  private static List<List<Layer>> followedBy(Layer layer) {
    Shape form = layer.output();
    Shape flat = Shape.of(form.size());
    return List.of(
        List.of(layer, new Relu(form)),
        List.of(layer, new Relu(form), new Flatten(form), new Dense(flat.size(), 2)),
        List.of(layer, new Flatten(form), new Relu(flat), new Dropout(flat, 0.3)),
        List.of(layer, new Dropout(form, 0.3), new Relu(form), new Relu(form)),
        List.of(layer, new Sigmoid(form), new Flatten(form), new Relu(flat)),
        List.of(layer, new Tanh(form), new Relu(form), new Tanh(form)),
        List.of(layer, new Residual(List.of(new Relu(form), new Relu(form))), new Relu(form)),
        List.of(layer, new Relu(form), new BatchNorm(form), new Relu(form)),
        List.of(layer, new Relu(form), new Gelu(form), new Flatten(form)));
  }

  private static float[] numbers(Shape shape, long seed) {
    float[] rows = TestData.numbers(ROWS * shape.size(), seed);
    float[] blocks = TestData.blocks(rows, shape.size());
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Float.isNaN(blocks[i]) ? 0 : blocks[i];
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layersInPlaceGiveWhatOthersDo(Layer layer) {
    followedBy(layer).forEach(ChainTest::check);
  }

  private static void check(List<Layer> layers) {
    String what = LayerText.of(layers);
    int count = layers.stream().mapToInt(Layer::parameterCount).sum();
    float[] parameters = TestData.numbers(count + 1, 1);
    float[] x = numbers(layers.get(0).input(), 2);
    float[] dy = numbers(layers.get(layers.size() - 1).output(), 3);

    Chain chain = new Chain(layers, BLOCKS);
    chain.begin(ROWS, true, 1, 5);
    float[] kept = x.clone();
    chain.forward(0, parameters, 1, x);
    float[] y = chain.activations(chain.last()).clone();
    System.arraycopy(dy, 0, chain.dActivations(chain.last()), 0, dy.length);
    float[] dx = new float[x.length];
    float[] gradients = new float[parameters.length];
    chain.backward(0, parameters, parameters.length, x, dx, gradients);
    assertArrayEquals(kept, x, what);

    Apart apart = new Apart(layers, chain, parameters, x, dy);
    assertArrayEquals(apart.y, y, what);
    assertArrayEquals(apart.dx, dx, what);
    assertArrayEquals(apart.gradients, gradients, what);
  }

  /** The same with an array for everything. */
  private static final class Apart {
    final float[] y;
    final float[] dx;
    final float[] gradients;

    Apart(List<Layer> layers, Chain noise, float[] parameters, float[] x, float[] dy) {
      List<float[]> numbers = new ArrayList<>(List.of(x));
      List<Pass> passes = new ArrayList<>();
      int at = 1;
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        passes.add(new Pass(layer, BLOCKS));
        passes.get(i).begin(ROWS, true, 1, noise.pass(i).noise());
        float[] next = new float[BLOCKS * 32 * layer.output().size()];
        layer.forward(passes.get(i), parameters, at, numbers.get(i), next);
        numbers.add(next);
        at += layer.parameterCount();
      }
      y = numbers.get(layers.size());
      gradients = new float[parameters.length];
      float[] gradient = dy;
      for (int i = layers.size() - 1; i >= 0; i--) {
        Layer layer = layers.get(i);
        at -= layer.parameterCount();
        float[] before = new float[numbers.get(i).length];
        layer.backward(
            passes.get(i),
            parameters,
            at,
            numbers.get(i),
            numbers.get(i + 1),
            gradient,
            before,
            gradients);
        gradient = before;
      }
      dx = gradient;
    }
  }

  @Test
  void memoryIsShared() {
    Shape form = Shape.of(3);
    Chain chain = new Chain(List.of(new Dense(2, 3), new Relu(form), new Flatten(form)), 1);
    assertSame(chain.activations(0), chain.activations(2));
    assertSame(chain.dActivations(0), chain.dActivations(2));
  }

  /** Layers, and those inside of others, that are the same must not drop the same numbers. */
  @Test
  void everyLayerHasNoiseOfItsOwn() {
    Dropout dropout = new Dropout(Shape.of(3), 0.5);
    Residual residual = new Residual(List.of(dropout, dropout));
    Chain chain = new Chain(List.of(dropout, residual, dropout, residual), 1);
    List<Long> noise = new ArrayList<>();
    for (long step = 0; step < 100; step++) {
      chain.begin(1, true, 1, step);
      for (int layer : new int[] {0, 2}) {
        noise.add(chain.pass(layer).noise());
        noise.add(chain.pass(layer + 1).body.pass(0).noise());
        noise.add(chain.pass(layer + 1).body.pass(1).noise());
      }
    }
    assertEquals(noise.size(), noise.stream().distinct().count());
  }
}
