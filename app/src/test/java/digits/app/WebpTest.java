package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The decoder of the class path, through the same door as all others. */
class WebpTest {
  /** One pixel each: lossy black and lossless, as published for feature detection. */
  private static final byte[] LOSSY =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  private static final byte[] LOSSLESS =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  @Test
  void isDecoded() throws PictureException {
    for (byte[] file : new byte[][] {LOSSY, LOSSLESS}) {
      Gray gray = Pictures.read(file, "pixel.webp");
      assertEquals(1, gray.width());
      assertEquals(1, gray.height());
    }
  }

  @Test
  void damageIsSaidInOneLine() {
    Random random = new Random(2);
    for (int trial = 0; trial < 500; trial++) {
      byte[] file = (trial % 2 == 0 ? LOSSY : LOSSLESS).clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        Pictures.read(file, "damaged.webp");
      } catch (PictureException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    for (int length = 0; length < LOSSY.length; length++) {
      byte[] cut = Arrays.copyOf(LOSSY, length);
      assertThrows(PictureException.class, () -> Pictures.read(cut, "cut.webp"));
    }
  }

  @Test
  void theSizeIsCheckedFirst() {
    byte[] bomb = LOSSY.clone();
    bomb[26] = (byte) 0xFF; // width and height are 14 bits each
    bomb[27] = 0x3F;
    bomb[28] = (byte) 0xFF;
    bomb[29] = 0x3F;
    PictureException e =
        assertThrows(PictureException.class, () -> Pictures.read(bomb, "bomb.webp"));
    assertTrue(e.getMessage().contains("16383 x 16383 pixels"), e.getMessage());
  }
}
