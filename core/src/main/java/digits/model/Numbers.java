package digits.model;

import digits.network.HalfPrecision;
import java.nio.ByteBuffer;

/** How the numbers of a file are written: in 16 bits where that loses nothing. */
enum Numbers {
  F16(2),
  F32(4);

  private final int bytes;

  Numbers(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  static Numbers of(float[]... data) {
    for (float[] array : data) {
      for (float number : array) {
        if (!HalfPrecision.holds(number)) {
          return F32;
        }
      }
    }
    return F16;
  }

  void put(float[] numbers, ByteBuffer buffer) {
    for (float number : numbers) {
      if (this == F16) {
        buffer.putShort(HalfPrecision.bits(number));
      } else {
        buffer.putFloat(number);
      }
    }
  }

  void get(ByteBuffer buffer, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = this == F16 ? HalfPrecision.of(buffer.getShort()) : buffer.getFloat();
    }
  }
}
