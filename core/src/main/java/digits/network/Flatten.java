package digits.network;

/**
 * Channels, rows and columns become one row of C H W numbers. They stand in that order already, so
 * nothing moves.
 */
public record Flatten(Shape input) implements Layer {
  @Override
  public Shape output() {
    return Shape.of(input.size());
  }

  @Override
  public String text() {
    return "flatten";
  }

  @Override
  public boolean inPlace() {
    return true;
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    copy(pass, x, y);
  }

  @Override
  public void backward(
      Pass pass,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters) {
    if (dx != null) {
      copy(pass, dy, dx);
    }
  }

  private void copy(Pass pass, float[] from, float[] to) {
    if (from != to) {
      System.arraycopy(from, 0, to, 0, pass.blocks() * Workspace.BLOCK * input.size());
    }
  }
}
