package digits.image;

/**
 * How an upright page lies in the picture it comes from: reduced or enlarged, turned clockwise,
 * then rotated around its middle.
 *
 * @param picture its width and height
 * @param scale pixels of the picture a pixel of the page, along one side
 * @param turn after that
 * @param page width and height of the scaled and turned page
 * @param skew degrees by which its lines fell to the right before they were levelled
 */
record Placement(Box picture, double scale, Turn turn, Box page, float skew) {

  /** The box around a box of the page in the picture. */
  Box inPicture(Box box) {
    double sine = Math.sin(Math.toRadians(skew));
    double cosine = Math.cos(Math.toRadians(skew));
    double x = box.x() + box.width() / 2.0 - page.width() / 2.0;
    double y = box.y() + box.height() / 2.0 - page.height() / 2.0;
    // Levelled digits are as large as they were, so their boxes move but do not grow.
    int left = (int) Math.round(cosine * x - sine * y + page.width() / 2.0 - box.width() / 2.0);
    int top = (int) Math.round(sine * x + cosine * y + page.height() / 2.0 - box.height() / 2.0);
    Box back =
        turn.inverse()
            .of(new Box(left, top, box.width(), box.height()), page.width(), page.height());
    int x0 = Math.max(0, Math.min(picture.width() - 1, (int) (back.x() * scale)));
    int y0 = Math.max(0, Math.min(picture.height() - 1, (int) (back.y() * scale)));
    int right = (int) Math.ceil(back.right() * scale);
    int bottom = (int) Math.ceil(back.bottom() * scale);
    right = Math.max(x0 + 1, Math.min(picture.width(), right));
    bottom = Math.max(y0 + 1, Math.min(picture.height(), bottom));
    return new Box(x0, y0, right - x0, bottom - y0);
  }

  /** The piece levelled, its pixels interpolated between the four around. */
  Piece levelled(Piece piece) {
    if (skew == 0) {
      return piece;
    }
    double sine = Math.sin(Math.toRadians(skew));
    double cosine = Math.cos(Math.toRadians(skew));
    Box box = piece.box();
    double x = box.x() + box.width() / 2.0 - page.width() / 2.0;
    double y = box.y() + box.height() / 2.0 - page.height() / 2.0;
    int width = (int) Math.ceil(cosine * box.width() + Math.abs(sine) * box.height()) + 1;
    int height = (int) Math.ceil(cosine * box.height() + Math.abs(sine) * box.width()) + 1;
    int left = (int) Math.round(cosine * x + sine * y + page.width() / 2.0 - width / 2.0);
    int top = (int) Math.round(cosine * y - sine * x + page.height() / 2.0 - height / 2.0);
    byte[] ink = new byte[width * height];
    for (int v = 0, i = 0; v < height; v++) {
      double py = top + v + 0.5 - page.height() / 2.0;
      for (int u = 0; u < width; u++, i++) {
        double px = left + u + 0.5 - page.width() / 2.0;
        double sx = cosine * px - sine * py + page.width() / 2.0 - 0.5 - box.x();
        double sy = sine * px + cosine * py + page.height() / 2.0 - 0.5 - box.y();
        ink[i] = (byte) Math.round(piece.between(sx, sy));
      }
    }
    return new Piece(new Box(left, top, width, height), ink).cropped();
  }
}
