package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.TestData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final List<String> AB = List.of("a", "b");

  private static Dataset data(byte[] pixels, int... labels) {
    return new Dataset("some data", pixels, labels, 2, 3, AB);
  }

  @Test
  void handsOutCopiesOfPictures() {
    Dataset data = data(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, 1);
    assertEquals(2, data.size());
    byte[] second = data.picture(1);
    assertArrayEquals(new byte[] {7, 8, 9, 10, 11, 12}, second);
    second[0] = 99;
    assertEquals(7, data.pixels()[6]);
  }

  @Test
  void refusesSizesThatContradictEachOther() {
    assertRefused(
        "some data: 2 labels for 11 bytes of pictures of 2 x 3", () -> data(new byte[11], 0, 1));
    assertRefused(
        "some data: 1 labels for 12 bytes of pictures of 2 x 3", () -> data(new byte[12], 0));
    for (int[] size : new int[][] {{0, 3}, {2, 0}, {-2, -3}}) {
      assertRefused(
          "x: 1 labels for 6 bytes of pictures of " + size[0] + " x " + size[1],
          () -> new Dataset("x", new byte[6], new int[1], size[0], size[1], AB));
    }
  }

  @Test
  void refusesLabelsWithoutAClass() {
    assertRefused("some data: label 2, expected 0 to 1", () -> data(new byte[6], 2));
    assertRefused("some data: label -1, expected 0 to 1", () -> data(new byte[6], -1));
  }

  private static void assertRefused(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }

  @Test
  void laterChangesOfTheClassesDoNotShow() {
    List<String> classes = new ArrayList<>(AB);
    Dataset data = new Dataset("x", new byte[0], new int[0], 2, 3, classes);
    classes.set(0, "changed");
    assertEquals(AB, data.classes());
  }

  /** Models on disk name their data by this: it must never change. */
  @Test
  void theHashIsOfPicturesAndLabels() {
    byte[] pixels = {0, 1, 2, 3, 4, (byte) 255};
    // printf '\x00\x01\x02\x03\x04\xff\x01' | sha256sum
    assertEquals(
        "5032547bfd9c02d25083b2725573e96ac8ababf96da1d6cccb88036f882f5260",
        data(pixels, 1).sha256());
    assertNotEquals(data(pixels, 0).sha256(), data(pixels, 1).sha256());
    assertNotEquals(data(new byte[6], 1).sha256(), data(pixels, 1).sha256());
    assertEquals(
        new Dataset("other name", pixels, new int[] {1}, 3, 2, AB).sha256(),
        data(pixels, 1).sha256());
    assertEquals(
        "907a52d0a5e9cf79f982890cd30e101952b8ca74cee73b97f1039e28833ee5ca",
        TestData.mnist(0, 100).sha256());
  }
}
