package digits.network;

import digits.kernel.InkedPixels;

/** What one thread needs to take a few pictures through a {@link PicturePlan}. */
final class PictureMemory {
  /** The plan's slots: what stands between its steps. */
  final float[][] slots;

  final NonZeros nonZeros;
  final InkedPixels ink = new InkedPixels();

  /** There is room for. */
  final int most;

  /** On their way. */
  int pictures;

  private final PicturePlan plan;

  /** What stands in the plan's meeting slot: one picture or, when they have met, all of them. */
  private final float[] one;

  private final float[] all;

  PictureMemory(PicturePlan plan, int most) {
    this.plan = plan;
    this.most = most;
    slots = new float[plan.lengths().size()][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new float[plan.lengths().get(i).applyAsInt(i <= plan.meeting() ? 1 : most)];
    }
    one = slots[plan.meeting()];
    all = most == 1 ? one : new float[plan.lengths().get(plan.meeting()).applyAsInt(most)];
    nonZeros = new NonZeros(plan.longestRow());
  }

  /** Keeps the one picture in the meeting slot as number i of all. */
  void keep(int i) {
    System.arraycopy(one, 0, all, i * plan.size(), plan.size());
  }

  /** From here on the pictures that were kept are on their way together. */
  void meet(int pictures) {
    this.pictures = pictures;
    slots[plan.meeting()] = all;
  }

  /** Makes room for one picture again. */
  void part() {
    slots[plan.meeting()] = one;
  }
}
