package digits.network;

import digits.kernel.InkedPixels;

/** What one thread needs to take pictures through a {@link PicturePlan}. */
final class PictureMemory {
  /** The plan's slots: what stands between its steps. */
  final float[][] slots;

  final NonZeros nonZeros;
  final InkedPixels ink;

  PictureMemory(int[] lengths) {
    slots = new float[lengths.length][];
    int longest = 0;
    for (int i = 0; i < lengths.length; i++) {
      slots[i] = new float[lengths[i]];
      longest = Math.max(longest, lengths[i]);
    }
    nonZeros = new NonZeros(longest);
    ink = new InkedPixels(longest);
  }
}
