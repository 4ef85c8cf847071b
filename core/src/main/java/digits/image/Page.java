package digits.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A picture with any number of digits: their ink is found once, and put in lines for each way the
 * picture may have been turned. Immutable and safe for use by many threads.
 */
public final class Page {
  /** Larger pictures are first reduced by a whole factor. */
  private static final int WORKING_SIDE = 2048;

  /** Where digits are smaller than this, in pixels, pictures up to that side are enlarged. */
  private static final float SMALL = 28;

  /** A sheet of paper at 100 dots an inch. */
  private static final int ENLARGED_SIDE = 1200;

  /** Pictures with a shorter side hold no writing. */
  private static final int LEAST_SIDE = 6;

  /** Beside a digit's heaviest piece, less ink than this part of it is dirt. */
  private static final float LEAST_PART = 0.05f;

  /** Less askew than this, in degrees, lines are as they are. */
  private static final float LEVEL = 1;

  /** Touching digits or letters are so many times as long as high ... */
  private static final float SEVERAL_DIGITS = 3;

  /** ... hold so many times the ink of one stroke as long ... */
  private static final float MUCH_INK = 2.2f;

  /** ... and show so many strokes beside each other. */
  private static final int SEVERAL_STROKES = 4;

  /** Such a share of all digits must touch before their direction tells how the page lies. */
  private static final float TELLING = 0.5f;

  /** So many pieces that nobody saw have as many neighbours beside them as above and below. */
  private static final double UNSEEN = 4;

  /**
   * No page has more digits and letters; textures have. To read each of them would take minutes.
   */
  private static final int MOST_PIECES = 5_000;

  private final Box picture;
  private final double scale;
  private final int width;
  private final int height;
  private final float stroke;
  private final List<Piece> pieces;

  private Page(Gray picture, double scale, Gray working, float stroke, List<Piece> pieces) {
    this.picture = new Box(0, 0, picture.width(), picture.height());
    this.scale = scale;
    this.width = working.width();
    this.height = working.height();
    this.stroke = stroke;
    this.pieces = pieces;
  }

  /** Finds the ink. */
  public static Page of(Gray picture) {
    return of(picture, (stage, image) -> {});
  }

  /**
   * Finds the ink and shows what it looks like on the way.
   *
   * @param stages takes the name and the picture of each stage
   */
  public static Page of(Gray picture, BiConsumer<String, Gray> stages) {
    int longer = Math.max(picture.width(), picture.height());
    int factor = (longer + WORKING_SIDE - 1) / WORKING_SIDE;
    Page page = of(picture, picture.reduced(factor), factor, stages);
    boolean small = !page.pieces.isEmpty() && Lines.usualSize(page.pieces) < SMALL;
    return small && longer <= ENLARGED_SIDE ? of(picture, picture.doubled(), 0.5, stages) : page;
  }

  /**
   * @param working the picture reduced or enlarged
   * @param scale pixels of the picture a pixel of that, along one side
   */
  private static Page of(
      Gray picture, Gray working, double scale, BiConsumer<String, Gray> stages) {
    PageInk ink = PageInk.of(working);
    stages.accept("grey", working);
    stages.accept("contrast", ink.contrast().inverted());
    Rules.erase(ink.contrast(), ink.mask(), ink.stroke());
    stages.accept("ink", ink.mask().inverted());
    List<Piece> pieces =
        Math.min(working.width(), working.height()) < LEAST_SIDE
            ? List.of()
            : Lines.writing(
                Holes.without(
                    Rings.without(DottedRules.without(ink.pieces(), ink.stroke()), ink.stroke())),
                working.width(),
                working.height());
    return new Page(
        picture, scale, working, ink.stroke(), pieces.size() > MOST_PIECES ? List.of() : pieces);
  }

  /**
   * Pieces that are likely to be whole digits, as they lie in the picture: what tells how it is
   * turned.
   */
  public List<Prepared> samples(Preparation preparation, int most) {
    List<Piece> largest = new ArrayList<>(pieces);
    largest.sort(Comparator.comparingInt(Piece::longer));
    // The middle half by size: the smallest are dots and parts, the largest touch each other.
    int first = largest.size() / 4;
    int last = largest.size() - largest.size() / 10;
    int step = Math.max(1, (last - first + most - 1) / most);
    List<Prepared> samples = new ArrayList<>();
    for (int i = first; i < last; i += step) {
      preparation.prepare(largest.get(i), largest.get(i).box()).ifPresent(samples::add);
    }
    return samples;
  }

  /**
   * The one digit that the picture shows as it lies: its heaviest piece and what is close to that.
   *
   * @return empty if the picture shows no ink
   */
  public Optional<Prepared> single(Preparation preparation) {
    Piece heaviest = null;
    for (Piece piece : pieces) {
      heaviest = heaviest == null || piece.area() > heaviest.area() ? piece : heaviest;
    }
    if (heaviest == null) {
      return Optional.empty();
    }
    List<Piece> digit = new ArrayList<>();
    for (Piece piece : pieces) {
      float away =
          Math.max(
              Math.abs(piece.centreX() - heaviest.centreX()),
              Math.abs(piece.centreY() - heaviest.centreY()));
      if (away <= heaviest.longer() && piece.area() >= LEAST_PART * heaviest.area()) {
        digit.add(piece);
      }
    }
    Piece all = Piece.union(digit);
    Box page = new Box(0, 0, width, height);
    return preparation.prepare(
        all, new Placement(picture, scale, Turn.NONE, page, 0).inPicture(all.box()));
  }

  /**
   * Whether neighbours stand beside each other once the picture is turned: the share of pieces
   * whose nearest neighbour is to the left or right, 0 to 1; nearer to one half the fewer there
   * are.
   */
  public double along(Turn turn) {
    int across = 0;
    int all = 0;
    float usual = Lines.usualSize(pieces);
    for (Piece piece : pieces) {
      if (piece.longer() < usual / 2) {
        continue;
      }
      float nearest = Float.MAX_VALUE;
      boolean beside = false;
      for (Piece other : pieces) {
        if (other == piece || other.longer() < usual / 2) {
          continue;
        }
        int right = gap(piece.box().x(), piece.box().right(), other.box().x(), other.box().right());
        int down =
            gap(piece.box().y(), piece.box().bottom(), other.box().y(), other.box().bottom());
        double distance = Math.hypot(Math.max(0, right), Math.max(0, down));
        if (distance < nearest) {
          nearest = (float) distance;
          beside = right > down;
        }
      }
      if (nearest < Float.MAX_VALUE) {
        all++;
        across += beside ? 1 : 0;
      }
    }
    double share = (across + UNSEEN / 2) / (all + UNSEEN);
    return turn.swaps() ? 1 - share : share;
  }

  /**
   * Whether writing that touches, numbers of three digits and more or words, runs from left to
   * right once the picture is turned; true also if there is too little of it to tell.
   */
  public boolean runsAcross(Turn turn) {
    double across = 0;
    double all = 0;
    for (Piece piece : pieces) {
      if (piece.longer() > SEVERAL_DIGITS * piece.shorter()
          && piece.area() > MUCH_INK * stroke * piece.longer()
          && piece.strokesAlong() >= SEVERAL_STROKES) {
        double digits = (double) piece.longer() / piece.shorter();
        across += piece.box().width() > piece.box().height() ? digits : -digits;
        all += digits;
      } else {
        all++;
      }
    }
    boolean tells = Math.abs(across) >= Math.max(SEVERAL_DIGITS, TELLING * all);
    return !tells || turn.swaps() == across < 0;
  }

  /** From one stretch to the other; below 0 if they overlap. */
  private static int gap(int from, int to, int otherFrom, int otherTo) {
    return Math.max(from, otherFrom) - Math.min(to, otherTo);
  }

  /** The lines of the picture once it is turned, from top to bottom. */
  public List<Line> lines(Turn turn) {
    Box page = new Box(0, 0, turn.swaps() ? height : width, turn.swaps() ? width : height);
    List<Piece> turned = new ArrayList<>();
    for (Piece piece : pieces) {
      turned.add(piece.turned(turn, width, height));
    }
    float skew = Lines.skew(turned);
    Placement placement =
        new Placement(picture, scale, turn, page, Math.abs(skew) < LEVEL ? 0 : skew);
    turned.replaceAll(placement::levelled);
    List<Line> lines = new ArrayList<>();
    for (List<Piece> line : Lines.of(turned)) {
      lines.add(new Line(line, stroke, placement));
    }
    return lines;
  }
}
