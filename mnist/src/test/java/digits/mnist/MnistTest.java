package digits.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
  @ParameterizedTest
  @CsvSource({
    "TRAIN_IMAGES, 47040016, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "TRAIN_LABELS,    60008, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "TEST_IMAGES,   7840016, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "TEST_LABELS,     10008, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  })
  void uncompressedBytesAreMnist(Mnist file, int length, String sha256)
      throws IOException, NoSuchAlgorithmException {
    byte[] bytes;
    try (InputStream in = new GZIPInputStream(file.open())) {
      bytes = in.readAllBytes();
    }
    assertEquals(length, bytes.length);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(sha256, HexFormat.of().formatHex(hash));
  }

  @ParameterizedTest
  @CsvSource({"TRAIN_IMAGES", "TRAIN_LABELS", "TEST_IMAGES", "TEST_LABELS"})
  void noticeNamesEveryFile(Mnist file) throws IOException {
    try (InputStream in = Mnist.class.getResourceAsStream("NOTICE.md")) {
      String notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(notice.contains(file.fileName().replace(".gz", "")));
    }
  }
}
