package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.TestData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final Architecture ARCHITECTURE = Architecture.dense(9, 4, 3);

  private final float[] parameters = ARCHITECTURE.initialise(Initialiser.UNIFORM, 1);
  private final Network network = new Network(ARCHITECTURE, parameters, 1f / 255);

  @Test
  void nobodyChangesItsParameters() {
    float[] before = parameters.clone();
    Arrays.fill(parameters, 0f);
    assertArrayEquals(before, network.parameters());
    Arrays.fill(network.parameters(), 0f);
    assertArrayEquals(before, network.parameters());
  }

  @Test
  void probabilitiesAreTheCallersOwn() {
    byte[] picture = TestData.pixels(9, 0.5, 1);
    float[] first = network.probabilities(picture);
    float[] kept = first.clone();
    Arrays.fill(first, 0f);
    assertArrayEquals(kept, network.probabilities(picture));
  }

  @Test
  void probabilitiesSumToOneAndAgreeWithAWorkspaceOfManyRows() {
    byte[] pictures = TestData.pixels(5 * 9, 0.5, 1);
    Workspace workspace = network.workspace(7);
    workspace.load(pictures, new int[] {-1, 4, 3, 2, 1, 0}, 1, 5);
    network.forward(workspace);
    float[] all = workspace.probabilities();
    for (int r = 0; r < 5; r++) {
      int picture = 4 - r;
      float[] one =
          network.probabilities(Arrays.copyOfRange(pictures, picture * 9, picture * 9 + 9));
      assertArrayEquals(one, Arrays.copyOfRange(all, r * 3, r * 3 + 3), 1e-6f);
      assertEquals(1, one[0] + one[1] + one[2], 1e-6);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertMessage(
        "54 parameters for 9 > dense 4 > relu > dense 3: expected 55",
        () -> new Network(ARCHITECTURE, new float[54], 1));
    assertMessage("a picture of 8 pixels: expected 9", () -> network.probabilities(new byte[8]));
    assertMessage("capacity 0: expected 1 to 65535 rows", () -> network.workspace(0));
    assertMessage("capacity 65536: expected 1 to 65535 rows", () -> network.workspace(65_536));
    Workspace workspace = network.workspace(2);
    byte[] pictures = new byte[27];
    int[] order = {0, 1, 2};
    assertMessage("3 rows: expected 1 to 2", () -> workspace.load(pictures, order, 0, 3));
    assertMessage("0 rows: expected 1 to 2", () -> workspace.load(pictures, order, 0, 0));
  }

  private static void assertMessage(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }
}
