package digits.network;

import digits.kernel.Kernels;
import java.util.List;

/**
 * Takes a few pictures at a time through a network, in memory of its own: nothing is allocated but
 * the result, whose bits do not depend on how many come together. Not safe for use by several
 * threads at once.
 */
final class PictureRun {
  private final PicturePlan plan;
  private final PictureMemory memory;
  private final int classes;
  private final float pixelScale;

  /**
   * @param pixelScale what one step of a pixel's byte is worth
   * @param most pictures at a time, 1 to {@link Kernels#PICTURES}
   */
  PictureRun(PicturePlan plan, int classes, float pixelScale, int most) {
    this.plan = plan;
    this.classes = classes;
    this.pixelScale = pixelScale;
    memory = new PictureMemory(plan, most);
  }

  /** How many pictures there is room for. */
  int most() {
    return memory.most;
  }

  /**
   * The probability of each class.
   *
   * @param picture [channel, row, column]
   */
  float[] probabilities(byte[] picture) {
    memory.pictures = 1;
    load(picture);
    run(0, plan.links().size());
    return softmax(memory.slots[plan.logits()], 0, classes);
  }

  /** The probabilities of each of up to {@link #most} pictures. */
  float[][] probabilities(List<byte[]> pictures) {
    memory.pictures = 1;
    for (int i = 0; i < pictures.size(); i++) {
      load(pictures.get(i));
      run(0, plan.alone());
      memory.keep(i);
    }
    memory.meet(pictures.size());
    run(plan.alone(), plan.links().size());
    float[] logits = memory.slots[plan.logits()];
    float[][] probabilities = new float[pictures.size()][];
    for (int i = pictures.size() - 1; i >= 0; i--) { // what softmax overwrites is done with
      probabilities[i] = softmax(logits, i * classes, classes);
    }
    memory.part();
    return probabilities;
  }

  /** To slot 0 or, if the first step takes bytes, through it. */
  private void load(byte[] picture) {
    PictureStep.OfBytes first = plan.takesBytes();
    if (first == null) {
      PictureStep.KERNELS.loadPixels(picture.length, picture, 0, pixelScale, memory.slots[0], 0);
    } else {
      first.run(picture, pixelScale, memory.slots[plan.links().get(0).to()], memory);
    }
  }

  private void run(int from, int to) {
    for (int i = from; i < to; i++) {
      PicturePlan.Link link = plan.links().get(i);
      if (link.step() != plan.takesBytes()) {
        link.step().run(memory.slots[link.from()], memory.slots[link.to()], memory);
      }
    }
  }

  /** Of {@code classes} logits, which are overwritten, and some behind them. */
  static float[] softmax(float[] logits, int at, int classes) {
    float[] p = new float[classes];
    PictureStep.KERNELS.softmaxPicture(classes, logits, at, p); // (6)
    return p;
  }
}
