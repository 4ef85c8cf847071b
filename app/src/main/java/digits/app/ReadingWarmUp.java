package digits.app;

import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;

/**
 * Takes small made-up pictures through a small network in the background while the command and its
 * model are read, so that Java has compiled the kernels a little sooner. Nothing of it is kept.
 */
final class ReadingWarmUp extends Thread {
  /** What Java needs to compile most of it; more rounds keep a processor from the pictures. */
  private static final int ROUNDS = 40;

  ReadingWarmUp() {
    super("digits-warm-up");
    setDaemon(true);
    // What goes wrong here does so again where it matters, and is said there.
    setUncaughtExceptionHandler((t, e) -> {});
  }

  @Override
  public void run() {
    Architecture small =
        Architecture.parse(
            "10x10 > conv 32 3x3 > relu > conv 32 3x3 > relu > maxpool 2 > conv 32 3x3 pad 1 > relu"
                + " > flatten > dense 10");
    Network network = new Network(small, small.initialise(Initialiser.HE, 1), 1f / 255);
    byte[] picture = new byte[100];
    for (int i = 22; i < 78; i++) {
      picture[i] = (byte) (i % 10 < 3 || i % 10 > 6 ? 0 : i * 37);
    }
    for (int i = 0; i < ROUNDS; i++) {
      network.probabilities(picture);
    }
  }
}
