package digits.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsObjectsArraysStringsAndWholeNumbers() {
    assertEquals(
        Map.of("a", List.of(1L, -2L, List.of()), "b", Map.of(), "", "c"),
        Json.parse(" {\"a\" : [1, -2,[]],\t\"b\":{},\r\n\"\":\"c\"} "));
    assertEquals(Long.MIN_VALUE, Json.parse("-9223372036854775808"));
  }

  @Test
  void readsEveryEscape() {
    assertEquals(
        "\"\\/\b\f\n\r\t\u00e9\u4E03", Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u4E03\""));
  }

  @Test
  void readsWhatItQuoted() {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 0x180; c++) {
      text.append(c);
    }
    text.append("\u2028\ud83d\ude00");
    StringBuilder quoted = new StringBuilder();
    Json.quote(text.toString(), quoted);
    assertEquals(text.toString(), Json.parse(quoted.toString()));
    assertEquals(-1, quoted.indexOf("\n"));
  }

  @Test
  void readsEightLevelsAndNoMore() {
    assertEquals(List.of(), ((List<?>) Json.parse("[[]]")).get(0));
    Json.parse("[".repeat(9) + "]".repeat(9));
    assertEquals("at character 9: expected at most 8 levels", refusal("[".repeat(10)));
  }

  @Test
  void saysWhereAndWhat() {
    assertEquals("at character 0: expected more", refusal(""));
    assertEquals("at character 5: expected a value", refusal("{\"a\":}"));
    assertEquals("at character 3: expected the end", refusal("1  2"));
    assertEquals("at character 12: expected no second \"a\"", refusal("{\"a\":1,\"a\":2}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "\"",
        "\"\\",
        "\"\\u",
        "\"\\u123\"",
        "\"\\u 123\"",
        "\"\\u-123\"",
        "\"\\x\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":1,}",
        "-",
        "+1",
        "1.0",
        "1e5",
        "true",
        "null",
        "NaN",
        "9223372036854775808",
        "\"\n\"",
        "\"\u0000\"",
        "\u00a01"
      })
  void refusesEverythingElse(String text) {
    refusal(text);
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Json.parse(text)).getMessage();
  }
}
