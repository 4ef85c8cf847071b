package digits.benchmarks.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * How race.py and a program that stays alive through all rounds talk: the program says "ready" once
 * it is warm, and then answers each line with one line of JSON.
 */
final class Rounds {
  private Rounds() {}

  /** What a program does for one line. */
  interface Job {
    /** One line of JSON. */
    String run(String line) throws Exception;
  }

  static void answer(Job job) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = next(in); line != null; line = next(in)) {
      System.out.println(job.run(line));
    }
  }

  private static String next(BufferedReader in) throws IOException {
    System.out.flush();
    return in.readLine();
  }

  /** Does it again and again until the time is up, at least once; seconds of one. */
  static double repeat(double seconds, Runnable body) {
    long begin = System.nanoTime();
    long times = 0;
    double passed;
    do {
      body.run();
      times++;
      passed = (System.nanoTime() - begin) * 1e-9;
    } while (passed < seconds);
    return passed / times;
  }
}
