package digits.image;

import java.util.List;

/** Tells commas and apostrophes from digits. */
final class Marks {
  /** They are below these, in heights of the line ... */
  private static final float HEIGHT = 0.5f;

  private static final float WIDTH = 0.3f;

  /** ... and may be larger, but below these, if they hang so far below the digits beside them. */
  static final float COMMA_HEIGHT = 0.65f;

  private static final float COMMA_WIDTH = 0.5f;

  private static final float BELOW = 0.05f;

  private Marks() {}

  /**
   * Whether something that lies wholly above or below the middle of what is beside it is small
   * enough for a mark.
   *
   * @param beside the nearest tall pieces
   * @param height of the line
   */
  static boolean mayBe(Box box, List<Box> beside, float height) {
    if (beside.isEmpty()) {
      return false;
    }
    double middle = beside.stream().mapToDouble(b -> b.y() + b.height() / 2.0).average().orElse(0);
    int foot = beside.stream().mapToInt(Box::bottom).max().orElse(0);
    boolean below = box.y() > middle;
    boolean above = box.bottom() < middle;
    boolean small = box.height() < HEIGHT * height && box.width() < WIDTH * height;
    boolean comma = box.height() < COMMA_HEIGHT * height && box.width() < COMMA_WIDTH * height;
    return small && (below || above) || comma && below && box.bottom() > foot + BELOW * height;
  }
}
