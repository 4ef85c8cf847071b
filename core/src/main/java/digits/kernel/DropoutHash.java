package digits.kernel;

import java.util.SplittableRandom;

/**
 * Which numbers dropout leaves out: a hash of a number's place and 64 random bits, so that no
 * number's fate hangs on another's. The mixing is the finalizer of MurmurHash3 (Appleby 2011),
 * applied once with each half of the bits.
 */
final class DropoutHash {
  static final int FIRST_FACTOR = 0x85EBCA6B;
  static final int SECOND_FACTOR = 0xC2B2AE35;

  final int firstKey;
  final int secondKey;

  /** A hash, shifted right by 8, below this drops the number. */
  final int threshold;

  /** Of the numbers that stay. */
  final float factor;

  /**
   * @param rate the share that is dropped, 0 to below 1
   */
  DropoutHash(long noise, double rate) {
    long bits = new SplittableRandom(noise).nextLong();
    firstKey = (int) bits;
    secondKey = (int) (bits >>> 32);
    threshold = (int) Math.round(rate * (1 << 24));
    factor = (float) (1 / (1 - rate));
  }

  boolean drops(int i) {
    return mix(mix(i ^ firstKey) ^ secondKey) >>> 8 < threshold;
  }

  private static int mix(int hash) {
    int h = (hash ^ hash >>> 16) * FIRST_FACTOR;
    h = (h ^ h >>> 13) * SECOND_FACTOR;
    return h ^ h >>> 16;
  }
}
