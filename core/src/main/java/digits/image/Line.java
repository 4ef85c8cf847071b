package digits.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of writing in segments from left to right: the pieces of connected ink, cut wherever
 * digits might touch. A digit is one segment or several in a row; some segments are dots, dashes or
 * dirt. What the shapes say about each alternative is a cost like a network's: minus the logarithm
 * of a probability, so the two may be added. Immutable.
 */
public final class Line {
  /** At most so many segments make a digit, unless they are a whole piece. */
  public static final int MOST_SEGMENTS = 6;

  /** A cut costs this, and this for each stroke width of ink it crosses. */
  private static final float CUT = 0.8f;

  private static final float CUT_INK = 1.4f;

  /** Taller digits than this, in heights of the line, have a long tail. */
  private static final float LONG_TAIL = 2f;

  /** Dots and dashes are below these, in heights of the line. */
  private static final float DOT_HEIGHT = 0.3f;

  private static final float DOT_WIDTH = 1.2f;

  /** From this width on, in its own heights, what is as low as a dash is one. */
  private static final float FLAT = 2;

  /** To leave out a comma, an apostrophe, a slash or another sign costs this. */
  private static final float MARK = 0.5f;

  /** And what has the shape of an asterisk, as a 4 may have: less than a digit nobody knows. */
  private static final float STAR = 2;

  /** Signs are not wider than this, in heights of the line. */
  private static final float SIGN_WIDTH = 1.2f;

  /** To take something for one costs this, and this for each height that it is wider than that. */
  private static final float SIGN = 3;

  private static final float SIGN_WIDE = 5;

  private static final float SIGN_NARROW = 0.8f;

  /** What is taller than this, in heights of the line, is no mark but tells where the line is. */
  private static final float DIGIT_HEIGHT = 0.55f;

  /** Words, and words and numbers, are so far from each other, in heights of the line. */
  public static final float APART = 0.3f;

  private final List<Piece> segments = new ArrayList<>();
  private final List<Float> cuts = new ArrayList<>(); // in front of each segment, 0 for none
  private final float height;
  private final int top;
  private final int bottom;
  private final Placement placement;
  private final Signs signs;
  private final boolean[] slashes; // pieces that may be slashes, parentheses or times signs
  private final float[] omissions;

  Line(List<Piece> pieces, float stroke, Placement placement) {
    this.placement = placement;
    height = Lines.usualHeight(pieces);
    signs = new Signs(pieces, height);
    top = median(pieces.stream().mapToInt(p -> p.box().y()));
    bottom = median(pieces.stream().mapToInt(p -> p.box().bottom()));
    for (Piece piece : pieces) {
      Piece rest = piece;
      float before = 0;
      boolean dash =
          piece.box().height() < DOT_HEIGHT * height
              && piece.box().width() >= FLAT * piece.box().height();
      if (!dash
          && !signs.has(piece)
          && piece.box().width() >= 0.6f * height
          && piece.box().width() >= 4 * stroke) {
        for (Cuts.Cut cut : Cuts.of(piece, height, stroke)) {
          int moved = rest.box().x() - piece.box().x();
          int up = rest.box().y() - piece.box().y();
          int[] columns = new int[rest.box().height()];
          for (int y = 0; y < columns.length; y++) {
            int column = cut.columns()[y + up] - moved;
            columns[y] = Math.max(0, Math.min(rest.box().width(), column));
          }
          add(rest.cut(columns, true), before);
          rest = rest.cut(columns, false);
          before = CUT + CUT_INK * cut.ink();
        }
      }
      add(rest, before);
    }
    slashes = new boolean[size()];
    for (int i = 0; i < slashes.length; i++) {
      Piece segment = segments.get(i);
      slashes[i] =
          signs.isSure(segment)
              || !isCutOff(i, i + 1)
                  && Slash.mayBe(segment, pieceBefore(i), pieceAfter(i), height, stroke);
    }
    omissions = new float[size()];
    for (int i = 0; i < omissions.length; i++) {
      Piece segment = segments.get(i);
      boolean sign = slashes[i] || signs.isRing(segment);
      omissions[i] = sign ? MARK : signs.mayBeStar(segment) ? STAR : omissionOf(i);
    }
  }

  private static int median(IntStream values) {
    int[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void add(Piece piece, float before) {
    segments.add(piece);
    cuts.add(before);
  }

  /** The number of segments. */
  public int size() {
    return segments.size();
  }

  /** What it costs if a digit ends in front of this segment. */
  public float cut(int segment) {
    return cuts.get(segment);
  }

  /**
   * What it costs to leave this segment out, as a dot, dash, slash or dirt; infinite where it
   * belongs to its neighbour's ink.
   */
  public float omission(int segment) {
    return omissions[segment];
  }

  /** For what is no slash and none of the signs. */
  private float omissionOf(int segment) {
    boolean part = isCutOff(segment, segment + 1);
    Box box = segments.get(segment).box();
    if (box.height() < DOT_HEIGHT * height && box.width() < DOT_WIDTH * height) {
      return part ? 2 : 0.3f;
    }
    if (part) {
      return Float.POSITIVE_INFINITY;
    }
    if (Marks.mayBe(box, beside(segment), height)) {
      return MARK;
    }
    return box.height() < 0.6f * height ? 3 : 8;
  }

  /** The nearest tall piece on either side. */
  private List<Box> beside(int segment) {
    List<Box> beside = new ArrayList<>();
    for (int end = segment; end > 0 && beside.isEmpty(); end = pieceStart(end - 1)) {
      addIfTall(box(pieceStart(end - 1), end), beside);
    }
    int before = beside.size();
    for (int from = segment + 1; from < size() && beside.size() == before; from = pieceEnd(from)) {
      addIfTall(box(from, pieceEnd(from)), beside);
    }
    return beside;
  }

  private void addIfTall(Box box, List<Box> boxes) {
    if (box.height() >= DIGIT_HEIGHT * height) {
      boxes.add(box);
    }
  }

  private Optional<Box> pieceBefore(int segment) {
    return segment == 0 ? Optional.empty() : Optional.of(box(pieceStart(segment - 1), segment));
  }

  private Optional<Box> pieceAfter(int segment) {
    int next = segment + 1;
    return next == size() ? Optional.empty() : Optional.of(box(next, pieceEnd(next)));
  }

  /** The first segment of the piece that this one belongs to. */
  private int pieceStart(int segment) {
    int start = segment;
    while (cuts.get(start) > 0) {
      start--;
    }
    return start;
  }

  /** Behind the last segment of the piece whose first is this one; the next if it is none. */
  public int pieceEnd(int segment) {
    int end = segment + 1;
    while (cuts.get(segment) == 0 && end < size() && cuts.get(end) > 0) {
      end++;
    }
    return end;
  }

  /** Whether the segments from {@code from} up to {@code to} touch the ink beside them. */
  public boolean isCutOff(int from, int to) {
    return cuts.get(from) > 0 || to < size() && cuts.get(to) > 0;
  }

  /**
   * Whether the segments from {@code from} up to {@code to} are one piece, or parts above others,
   * not so wide that they may be several digits.
   */
  public boolean mayBeSign(int from, int to) {
    if (isCutOff(from, to) || box(from, to).width() > SIGN_WIDTH * height) {
      return false;
    }
    int right = segments.get(from).box().right();
    for (int i = from + 1; i < to; i++) {
      if (cuts.get(i) == 0 && segments.get(i).box().x() >= right) {
        return false;
      }
      right = Math.max(right, segments.get(i).box().right());
    }
    return true;
  }

  /**
   * What it costs to take the segments from {@code from} up to {@code to} for a sign: the wider,
   * the likelier they are two digits that touch.
   */
  public float signCost(int from, int to) {
    return SIGN + SIGN_WIDE * Math.max(0, box(from, to).width() / height - SIGN_NARROW);
  }

  /** Whether the segments from {@code from} up to {@code to} may be a slash or a parenthesis. */
  public boolean mayBeSlash(int from, int to) {
    return to == from + 1 && slashes[from];
  }

  /** Whether one of the segments from {@code from} up to {@code to} is a ring of a sign, as %. */
  public boolean hasRing(int from, int to) {
    return segments.subList(from, to).stream().anyMatch(signs::isRing);
  }

  /**
   * The widest gap between two digits, whatever marks stand there, in heights of the line.
   *
   * @param to behind the first one's segments
   * @param from where the second one's begin
   */
  public float gap(int to, int from) {
    int right = box(0, to).right();
    int widest = 0;
    for (int i = to; i <= from; i++) {
      Box box = segments.get(i).box();
      widest = Math.max(widest, box.x() - right);
      right = Math.max(right, box.right());
    }
    return widest / height;
  }

  /** What shapes say against the segments from {@code from} up to {@code to} being one digit. */
  public float cost(int from, int to) {
    return Shape.cost(segments.subList(from, to), cuts.subList(from, to), height);
  }

  /** The height of the segments from {@code from} up to {@code to}, in pixels of the page. */
  public int height(int from, int to) {
    return box(from, to).height();
  }

  private Box box(int from, int to) {
    return Piece.around(segments.subList(from, to));
  }

  /**
   * The segments from {@code from} up to {@code to} prepared as one digit. A digit much taller than
   * the line comes a second time without what lies beyond: a 9 with a long tail looks like a 1.
   */
  public List<Prepared> prepare(Preparation preparation, int from, int to) {
    Piece digit = Piece.union(segments.subList(from, to));
    Box inPicture = placement.inPicture(digit.box());
    List<Prepared> prepared = new ArrayList<>();
    preparation.prepare(digit, inPicture).ifPresent(prepared::add);
    if (digit.box().height() > LONG_TAIL * height) {
      int reach = Math.round(height / 2);
      preparation
          .prepare(digit.between(top - reach, bottom + reach), inPicture)
          .ifPresent(prepared::add);
    }
    return prepared;
  }
}
