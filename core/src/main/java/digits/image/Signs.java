package digits.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The signs of a line that are told by their shapes and places: times signs and asterisks, and the
 * rings of percent and degree signs, which by themselves look like 0s. Immutable.
 */
final class Signs {
  /** A times sign or an asterisk is not larger than this, in heights of the line. */
  private static final float SMALL = 0.8f;

  /** A ring of a sign is not larger than this, in heights of the line or of its stroke. */
  private static final float RING = 0.55f;

  /** It has an outline in such a part of so many sectors. */
  private static final double CLOSED = 0.85;

  private static final int SECTORS = 16;

  /** The digit before a degree sign is at least so tall, and so near. */
  private static final float TALL = 0.7f;

  private static final float NEAR = 0.5f;

  /** The stroke of a percent sign is at least so tall, in heights of the line, ... */
  private static final float STROKE = 0.6f;

  /** ... has at most such a part of the ink of a square as long, and leans at least so far. */
  private static final float THIN = 0.22f;

  private static final float LEAN = 0.15f;

  /** The middles of its rings are at least so far above and below its own, in its heights. */
  private static final float OFF = 0.12f;

  /** The stroke and the second ring that touches it reach no further left above this ... */
  private static final float LOW = 0.6f;

  /** ... than this, in their width and height. */
  private static final float LEFT = 0.12f;

  private final List<Piece> pieces;
  private final float height;
  private final List<Piece> sure = new ArrayList<>();
  private final List<Piece> stars = new ArrayList<>();
  private final List<Piece> rings = new ArrayList<>();

  /**
   * @param pieces of the line, from left to right
   * @param height of the line
   */
  Signs(List<Piece> pieces, float height) {
    this.pieces = pieces;
    this.height = height;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (isTimes(piece)) {
        sure.add(piece);
      } else if (piece.longer() <= SMALL * height && Star.mayBe(piece)) {
        stars.add(piece);
      }
      Piece before = i > 0 ? pieces.get(i - 1) : null;
      Piece after = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
      if (before != null && after != null && isPercent(before, piece, after)) {
        sure.add(piece);
        rings.add(before);
        rings.add(after);
      } else if (after != null && isPercent(piece, after)) {
        rings.add(piece);
        rings.add(after);
      } else if (before != null && isDegree(before.box(), piece, after)) {
        rings.add(piece);
      }
    }
  }

  /** Whether a piece is a sign, may be one, or is a part of one: it is not cut. */
  boolean has(Piece piece) {
    return isSure(piece) || mayBeStar(piece) || isRing(piece);
  }

  /** Whether a piece is a times sign or the stroke of a percent sign. */
  boolean isSure(Piece piece) {
    return sure.contains(piece);
  }

  /** Whether a piece has the shape of an asterisk. */
  boolean mayBeStar(Piece piece) {
    return stars.contains(piece);
  }

  /**
   * Whether a piece that looks like a 0, or like a 6, is a ring of a sign, or that and its stroke.
   */
  boolean isRing(Piece piece) {
    return rings.contains(piece);
  }

  /** Whether a piece is round and not larger than that. */
  private static boolean isRing(Piece piece, float most) {
    return piece.longer() <= most && new Outline(piece).closed(SECTORS) >= CLOSED;
  }

  /** Whether a piece is a times sign that a gap parts from what is beside it. */
  private boolean isTimes(Piece piece) {
    return piece.box().width() <= SMALL * height
        && Cross.is(piece)
        && pieces.stream()
            .noneMatch(p -> p != piece && p.box().gap(piece.box()) < Line.APART * height);
  }

  /** Small, near to a tall piece before it and above the middle of that; nothing near behind it. */
  private boolean isDegree(Box before, Piece piece, Piece after) {
    Box box = piece.box();
    return before.height() >= TALL * height
        && box.bottom() < before.y() + before.height() / 2f
        && Math.abs(box.x() - before.right()) < NEAR * height
        && (after == null || after.box().x() - box.right() >= Line.APART * height)
        && isRing(piece, RING * height);
  }

  /** A leaning stroke, something small before its upper half and something behind its lower. */
  private boolean isPercent(Piece first, Piece piece, Piece last) {
    Box box = piece.box();
    float off = OFF * box.height();
    float ring = RING * box.height();
    return box.height() >= STROKE * height
        && piece.area() <= THIN * (Math.pow(box.width(), 2) + Math.pow(box.height(), 2))
        && Bow.of(piece).lean() >= LEAN
        && first.centreY() < piece.centreY() - off
        && last.centreY() > piece.centreY() + off
        && first.box().gap(box) < NEAR * height
        && last.box().gap(box) < NEAR * height
        && isRing(first, ring)
        && isRing(last, ring);
  }

  /**
   * The same where the stroke touches the second ring: what reaches from the lower left to the top
   * right and to the lower right, and the first ring above the lower left.
   */
  private boolean isPercent(Piece first, Piece rest) {
    Box box = rest.box();
    int low = Math.round(LOW * box.height());
    int left = Math.round(LEFT * box.width());
    return box.height() >= STROKE * height
        && first.box().bottom() < rest.centreY()
        && first.box().right() > box.x()
        && first.centreX() < rest.centreX()
        && !hasInk(rest, 0, low, 0, left)
        && hasInk(rest, low, box.height(), 0, left)
        && hasInk(rest, 0, box.height() - low, box.width() / 2, box.width())
        && hasInk(rest, low, box.height(), box.width() - left, box.width())
        && isRing(first, RING * box.height());
  }

  private static boolean hasInk(Piece piece, int top, int bottom, int left, int right) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (piece.at(x, y) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
