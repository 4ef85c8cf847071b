package digits.network;

import digits.kernel.InkedPixels;
import digits.kernel.Kernels;
import digits.kernel.PictureConvolution;
import digits.kernel.PicturePooling;
import digits.kernel.Winograd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Turns the layers of a frozen network into the steps of a {@link PicturePlan}. */
final class PicturePlanner {
  final float[] parameters;
  final List<PicturePlan.Link> links = new ArrayList<>();
  final List<IntUnaryOperator> lengths = new ArrayList<>();
  int longestRow;
  int alone;
  int meeting;
  int size;

  /** What stands in the slot: a row of numbers may still be held as the picture it was. */
  Shape held;

  int slot;

  /** A slot that holds nothing negative. */
  private int positive = -1;

  /** The last slot that is read once more, when the body of a residual layer is done. */
  private int shared = -1;

  PicturePlanner(Frozen network) {
    parameters = network.parameters();
    held = Shape.of(network.architecture().inputs());
    slot = newSlot(held);
  }

  /** Steps for layers whose parameters begin at {@code at}. */
  void addAll(List<Layer> layers, int at) {
    int from = at;
    for (Layer layer : layers) {
      add(layer, from);
      from += layer.parameterCount();
    }
  }

  /** From here on pictures go together; what takes them in has been one link at least. */
  void meet() {
    alone = links.size();
    meeting = slot;
    size = held.size();
  }

  private void add(Layer layer, int at) {
    int size = layer.output().size();
    if (layer instanceof Dense dense) {
      float[] weights = dense.pictureWeights(parameters, at, order(held));
      longestRow = Math.max(longestRow, held.size());
      add(new PictureStep.Multiply(held.size(), size, weights), layer.output());
    } else if (layer instanceof Conv2d conv) {
      addConvolution(conv, at);
    } else if (layer instanceof MaxPool2d pool) {
      hold(pool.input());
      addMaxPool(pooling(pool.size()), layer.output());
    } else if (layer instanceof AvgPool2d pool) {
      hold(pool.input());
      add(new PictureStep.MeanPool(pooling(pool.size()), size), layer.output());
    } else if (layer instanceof Relu) {
      addRelu(size);
    } else if (layer instanceof BatchNorm norm) {
      add(scale(norm, at), held);
    } else if (layer instanceof Residual residual) {
      hold(layer.input());
      int before = slot;
      shared = slot;
      addAll(residual.body(), at);
      hold(layer.output());
      add(new PictureStep.Add(size, before), held);
    } else if (layer instanceof Vote vote) {
      addVote(vote, at);
    } else if (!(layer instanceof Flatten)) {
      // Blocks are [channel, row, column], as a row of as many channels is.
      hold(Shape.of(layer.input().size()));
      add(new PictureStep.OfBlock(layer, parameters, at), Shape.of(size));
      hold(layer.output());
    }
  }

  private void add(PictureStep step, Shape output) {
    int to = newSlot(step::length);
    links.add(new PicturePlan.Link(step, slot, to));
    slot = to;
    held = output;
  }

  private int newSlot(Shape shape) {
    int size = shape.size();
    return newSlot(pictures -> pictures * size + Kernels.OVERHANG);
  }

  private int newSlot(IntUnaryOperator length) {
    lengths.add(length);
    return lengths.size() - 1;
  }

  private void addConvolution(Conv2d conv, int at) {
    hold(conv.input());
    if (conv.padding() > 0) {
      add(new PictureStep.Pad(held, conv.padding()), held);
    }
    Shape output = conv.output();
    int width = conv.input().width() + 2 * conv.padding();
    Winograd tiles = conv.ofTiles();
    if (tiles != null) {
      add(new ConvolutionStep.WinogradInput(tiles), held);
      float[] weights = tiles.weights(parameters, at);
      add(new ConvolutionStep.WinogradProducts(tiles, weights), held);
      add(new ConvolutionStep.WinogradOutput(tiles, false), output);
    } else {
      PictureConvolution shape = conv.ofPicture();
      float[][] weights = shape.weights(parameters, at);
      ConvolutionStep.Convolve plain = new ConvolutionStep.Convolve(shape, weights, false);
      boolean ink = conv.input().channels() == 1 && width <= InkedPixels.WIDEST;
      add(ink ? new ConvolutionStep.ConvolveInk(plain) : plain, output);
    }
  }

  /** What is largest does not change its place: a ReLU behind the pooling may come before it. */
  private void addRelu(int size) {
    int last = links.size() - 1;
    if (rectify(last, slot)) {
      positive = slot;
    } else if (last > 0
        && links.get(last).to() == slot
        && slot != shared
        && links.get(last).step() instanceof PictureStep.MaxPool pool
        && rectify(last - 1, links.get(last).from())) {
      PictureStep faster = new PictureStep.MaxPool(pool.shape(), pool.size(), true);
      links.set(last, new PicturePlan.Link(faster, links.get(last).from(), slot));
      positive = slot;
    } else {
      add(new PictureStep.Rectify(size), held);
      positive = slot;
    }
  }

  /** Makes a ReLU part of the convolution that writes to a slot, if that is step {@code at}. */
  private boolean rectify(int at, int to) {
    if (at < 0
        || links.get(at).to() != to
        || to == shared
        || !(links.get(at).step() instanceof ConvolutionStep convolution)) {
      return false;
    }
    links.set(at, new PicturePlan.Link(convolution.rectified(), links.get(at).from(), to));
    return true;
  }

  private void addMaxPool(PicturePooling shape, Shape output) {
    boolean stays = slot == positive;
    add(new PictureStep.MaxPool(shape, output.size(), stays), output);
    positive = stays ? slot : positive;
  }

  private PicturePooling pooling(int size) {
    return new PicturePooling(held.channels(), held.height(), held.width(), size);
  }

  private PictureStep scale(BatchNorm norm, int at) {
    float[][] ofChannels = norm.pictureFactors(parameters, at);
    float[][] ofNumbers = new float[2][held.size()];
    int[] order = order(held);
    for (int i = 0; i < order.length; i++) {
      int channel = order[i] / norm.input().pixels();
      ofNumbers[0][i] = ofChannels[0][channel];
      ofNumbers[1][i] = ofChannels[1][channel];
    }
    return new PictureStep.Scale(ofNumbers[0], ofNumbers[1]);
  }

  /**
   * Each member is planned once and asked about every move; all of them use the same slots, since
   * they differ in their weights alone.
   */
  private void addVote(Vote vote, int at) {
    hold(vote.input());
    int picture = slot;
    int moved = newSlot(vote.input());
    int classes = vote.output().size();
    int length = vote.parameterCount() / vote.members();
    List<List<PicturePlan.Link>> members = new ArrayList<>();
    for (int member = 0; member < vote.members(); member++) {
      lengths.subList(moved + 1, lengths.size()).clear();
      slot = moved;
      held = vote.input();
      int begin = links.size();
      addAll(vote.body(), at + member * length);
      hold(Shape.of(classes));
      List<PicturePlan.Link> own = links.subList(begin, links.size());
      members.add(List.copyOf(own));
      own.clear();
    }
    int logits = slot;
    int box = newSlot(Shape.of(classes));
    boolean first = true;
    for (int[] move : vote.moves()) {
      links.add(
          new PicturePlan.Link(
              new PictureStep.Move(vote.input(), move[0], move[1]), picture, moved));
      for (List<PicturePlan.Link> member : members) {
        links.addAll(member);
        links.add(new PicturePlan.Link(new PictureStep.Ballot(classes, first), logits, box));
        first = false;
      }
    }
    slot = box;
    int votes = vote.moves().length * vote.members();
    add(new PictureStep.Tally(classes, votes), Shape.of(classes));
  }

  /** Goes over to [row, column, channel] of another form of as many numbers. */
  void hold(Shape shape) {
    int[] place = new int[held.size()];
    int[] order = order(held);
    for (int i = 0; i < place.length; i++) {
      place[order[i]] = i;
    }
    int[] moved = order(shape);
    boolean same = true;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = place[moved[i]];
      same &= moved[i] == i;
    }
    if (!same) {
      add(new PictureStep.Reorder(moved), shape);
    }
    held = shape;
  }

  /** Where each number of a picture [row, column, channel] stands in [channel, row, column]. */
  private static int[] order(Shape shape) {
    int[] order = new int[shape.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % shape.channels() * shape.pixels() + i / shape.channels();
    }
    return order;
  }
}
