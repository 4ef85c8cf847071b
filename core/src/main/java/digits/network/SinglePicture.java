package digits.network;

/**
 * Takes single pictures through a network, in memory of its own: nothing is allocated but the
 * result. Not safe for use by several threads at once.
 */
final class SinglePicture {
  private final PicturePlan plan;
  private final PictureMemory memory;
  private final int classes;
  private final float pixelScale;

  /**
   * @param pixelScale what one step of a pixel's byte is worth
   */
  SinglePicture(PicturePlan plan, int classes, float pixelScale) {
    this.plan = plan;
    this.classes = classes;
    this.pixelScale = pixelScale;
    memory = new PictureMemory(plan.lengths());
  }

  /**
   * The probability of each class.
   *
   * @param picture [channel, row, column]
   */
  float[] probabilities(byte[] picture) {
    float[][] slots = memory.slots;
    if (plan.takesBytes() == null) {
      PictureStep.KERNELS.loadPixels(picture.length, picture, 0, pixelScale, slots[0], 0);
    }
    for (PicturePlan.Link link : plan.links()) {
      if (link.step() == plan.takesBytes()) {
        plan.takesBytes().run(picture, pixelScale, slots[link.to()], memory);
      } else {
        link.step().run(slots[link.from()], slots[link.to()], memory);
      }
    }
    return softmax(slots[plan.logits()], classes);
  }

  /** Of the first {@code classes} logits, which are overwritten. */
  static float[] softmax(float[] logits, int classes) {
    float[] p = new float[classes];
    PictureStep.KERNELS.softmaxPicture(classes, logits, p); // (6)
    return p;
  }
}
