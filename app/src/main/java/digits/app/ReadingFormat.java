package digits.app;

import digits.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read in a picture as JSON, as CSV and as plain text. */
final class ReadingFormat {
  static final String CSV_HEADER = "picture,line,text,confidence";

  private ReadingFormat() {}

  /** One object. */
  static String json(String picture, Reading reading) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("picture", picture);
    object.put("text", reading.text());
    object.put("lines", reading.lines().stream().map(ReadingFormat::describe).toList());
    return JsonLine.of(object);
  }

  private static Map<String, Object> describe(Reading.Line line) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", line.text());
    object.put("digits", line.digits().stream().map(ReadingFormat::describe).toList());
    return object;
  }

  private static Map<String, Object> describe(Reading.Digit digit) {
    Map<String, Object> object = new LinkedHashMap<>();
    boolean number = digit.name().matches("\\d{1,9}");
    Object name = number ? Integer.valueOf(digit.name()) : digit.name();
    object.put("digit", digit.known() ? name : null);
    object.put("confidence", JsonLine.rounded(digit.confidence(), 4));
    var box = digit.prepared().box();
    object.put("box", List.of(box.x(), box.y(), box.width(), box.height()));
    return object;
  }

  /**
   * A row for each line, with the confidence of its least certain digit; one row without text for a
   * picture without digits. RFC 4180.
   */
  static List<String> csv(String picture, Reading reading) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < reading.lines().size(); i++) {
      Reading.Line line = reading.lines().get(i);
      double least = 1;
      for (Reading.Digit digit : line.digits()) {
        least = Math.min(least, digit.confidence());
      }
      rows.add(quoted(picture) + ',' + (i + 1) + ',' + quoted(line.text()) + ',' + share(least));
    }
    return rows.isEmpty() ? List.of(quoted(picture) + ",,,") : rows;
  }

  private static String quoted(String field) {
    for (int i = 0; i < field.length(); i++) {
      if ("\",\r\n".indexOf(field.charAt(i)) >= 0) {
        return '"' + field.replace("\"", "\"\"") + '"';
      }
    }
    return field;
  }

  /** 0 to 1 with four decimals; a formatter would take longer to be compiled than all rows. */
  private static String share(double value) {
    String digits = Long.toString(10_000 + Math.round(10_000 * value));
    return (char) (digits.charAt(0) - 1) + "." + digits.substring(1);
  }

  /**
   * The lines alone for one picture, as one wants them in a script; the name before each for more.
   */
  static List<String> plain(String picture, Reading reading, boolean one) {
    List<String> lines = reading.lines().stream().map(Reading.Line::text).toList();
    if (one) {
      return lines;
    }
    return lines.isEmpty()
        ? List.of(picture + "\t")
        : lines.stream().map(line -> picture + "\t" + line).toList();
  }
}
