package digits;

import digits.PageGenerator.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Lines of numbers with what people write beside them: slashes, rings, words, signs. */
final class Notes {
  private final Kind kind;
  private final SplittableRandom random;
  private final float[] ink;
  private final int width;
  private final Handwriting hand;
  private final double size;
  private final double slant;
  private final double pen;
  private final double radius;
  private final double longest; // a number with all that belongs to it

  Notes(Kind kind, SplittableRandom random, float[] ink, int width, Handwriting hand) {
    this.kind = kind;
    this.random = random;
    this.ink = ink;
    this.width = width;
    this.hand = hand;
    size = width * between(0.045, 0.07);
    slant = between(-0.15, 0.25);
    pen = between(-0.2, 0.15);
    radius = size * between(0.045, 0.065);
    longest = size * (kind == Kind.LABELLED ? 11 : 8);
  }

  /** Writes the page and gives the digits of its lines. */
  List<String> write() {
    List<String> lines = new ArrayList<>();
    int height = ink.length / width;
    double pitch = size * between(2, 2.6);
    for (double y = 1.4 * size; y + 1.4 * size < height && lines.size() < 6; y += pitch) {
      StringBuilder line = new StringBuilder();
      double x = size * between(0.8, 2);
      for (int count = 1 + random.nextInt(3); count > 0 && x < width - longest; count--) {
        x = entry(x, y, line) + size * between(0.9, 1.6);
      }
      if (line.length() > 0) {
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** One number and what belongs to it; gives where that ends. */
  private double entry(double x, double y, StringBuilder line) {
    if (kind == Kind.DATES) {
      boolean bracketed = random.nextInt(4) == 0;
      double right = bracketed ? parenthesis(true, x, y) : x;
      right = number(1 + random.nextInt(2), right, y, line);
      for (int parts = bracketed ? 0 : 1 + random.nextInt(2); parts > 0; parts--) {
        right = number(1 + random.nextInt(3), slash(right, y), y, line);
      }
      return bracketed ? parenthesis(false, right, y) : right;
    }
    if (kind == Kind.LABELLED) {
      double right = Print.word(random, ink, width, x, y, size * between(0.8, 1.1));
      return number(1 + random.nextInt(5), right + size * between(0.4, 1), y, line);
    }
    if (kind == Kind.MARKED) {
      int sign = random.nextInt(3);
      double left = sign == 0 ? stars(x, y) : x;
      double right = number(1 + random.nextInt(4), left, y, line) + size * between(0.1, 0.25);
      return sign == 0 ? stars(right, y) : sign == 1 ? percent(right, y) : degree(right, y);
    }
    boolean ringed = random.nextInt(5) < 3;
    double left = ringed ? x + 0.6 * size : x;
    double right = number(1 + random.nextInt(3), left, y, line);
    return ringed ? ring(left, right, y) : right;
  }

  private double number(int digits, double x, double y, StringBuilder line) {
    double right = x;
    for (int i = 0; i < digits; i++) {
      int n = hand.anyDigit();
      double left = i == 0 ? x : right + size * between(0.1, 0.25);
      double middle = y + size * between(-0.04, 0.04);
      right = hand.digit(n, left, middle, size * between(0.9, 1.1), slant, pen);
      line.append(hand.label(n));
    }
    return right;
  }

  /** Longer than digits and leaning more than they do. */
  private double slash(double x, double y) {
    double half = size * between(0.65, 0.8);
    double lean = half * (Math.max(0, slant) + between(0.25, 0.5));
    double left = x + size * between(0.1, 0.25);
    hand.line(left + 2 * lean, y - half, left, y + half, radius);
    // it leans over the digit before it and away from the next
    return left + 2 * lean + size * between(0, 0.1);
  }

  private double parenthesis(boolean opens, double x, double y) {
    double half = size * between(0.65, 0.8);
    double deep = size * between(0.18, 0.3);
    double left = x + (opens ? 0 : size * between(0.15, 0.25));
    int pieces = 12;
    for (int i = 0; i < pieces; i++) {
      double from = 2.0 * i / pieces - 1;
      double to = 2.0 * (i + 1) / pieces - 1;
      double fromX = opens ? deep * from * from : deep * (1 - from * from);
      double toX = opens ? deep * to * to : deep * (1 - to * to);
      hand.line(left + fromX, y + half * from, left + toX, y + half * to, radius);
    }
    return left + deep + (opens ? size * between(0.15, 0.25) : 0);
  }

  /** Round the number. */
  private double ring(double left, double right, double y) {
    double middle = (left + right) / 2;
    double across = (right - left) / 2 + size * between(0.35, 0.55);
    double down = size * between(0.75, 0.9);
    loop(middle, y, across, down);
    return middle + across * 1.06;
  }

  /** One or two asterisks; each of three strokes that meet. */
  private double stars(double x, double y) {
    double arm = size * between(0.17, 0.25);
    double middle = y + size * between(-0.2, 0.05);
    double left = x;
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      double turn = between(-0.2, 0.2);
      for (int stroke = 0; stroke < 3; stroke++) {
        double right = arm * Math.cos(turn + stroke * Math.PI / 3);
        double down = arm * Math.sin(turn + stroke * Math.PI / 3);
        double at = left + arm;
        hand.line(at - right, middle - down, at + right, middle + down, radius);
      }
      left += 2 * arm + 2 * radius + size * between(0.1, 0.2);
    }
    return left;
  }

  private double percent(double x, double y) {
    double small = size * between(0.13, 0.2);
    double half = size * between(0.45, 0.6);
    double lean = half * between(0.3, 0.5);
    double free = radius + size * 0.06;
    double first = x + small;
    loop(first, y - half + small, small, small);
    double middle = first + small * 0.6 + lean + free;
    hand.line(middle + lean, y - half, middle - lean, y + half, radius);
    double last = middle + lean + free;
    loop(last, y + half - small, small, small);
    return last + small;
  }

  private double degree(double x, double y) {
    double small = size * between(0.12, 0.18);
    loop(x + small, y - size * between(0.3, 0.45), small, small);
    return x + 2 * small + size * 0.3;
  }

  /** Drawn in one go: closed, a little open, or past its beginning. */
  private void loop(double middleX, double middleY, double across, double down) {
    double begin = between(0, 2 * Math.PI);
    double round = 2 * Math.PI * between(0.94, 1.06);
    double drift = between(-0.06, 0.06);
    int pieces = 48;
    for (int i = 0; i < pieces; i++) {
      double from = begin + round * i / pieces;
      double to = begin + round * (i + 1) / pieces;
      double out = 1 + drift * i / pieces;
      double next = 1 + drift * (i + 1) / pieces;
      hand.line(
          middleX + across * out * Math.cos(from),
          middleY + down * out * Math.sin(from),
          middleX + across * next * Math.cos(to),
          middleY + down * next * Math.sin(to),
          radius);
    }
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
