package digits.image;

/**
 * A rectangle of pixels in a picture.
 *
 * @param x leftmost column
 * @param y topmost row
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 */
public record Box(int x, int y, int width, int height) {}
