package digits.app;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Text {
  private Text() {}

  /** 0.9512 as "95.12 %". */
  static String percent(double share) {
    return format("%.2f %%", 100 * share);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
