package weir.agent.php;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.agent.php.IniFile.Setting;

/// Each as PHP 8.2 reads it (`parse_ini_string`).
class IniFileTest {
  private static String value(String written) {
    return IniFile.sections("a = " + written + "\n").get("").get("a");
  }

  @Test
  void aQuoteHoldsWhatElseBeginsAComment() {
    assertThat(value("un;quoted")).isEqualTo("un");
    assertThat(value("\"/run/$pool.sock\" ; where")).isEqualTo("/run/$pool.sock");
    assertThat(value("'one;two' ; c")).isEqualTo("one;two");
    assertThat(value("\"x;y\"z")).isEqualTo("x;yz");
    assertThat(value("\"esc\\\"aped\"")).isEqualTo("esc\"aped");
    assertThat(value("\"C:\\x\"")).isEqualTo("C:\\x");
    assertThat(value("\"ends\\\\\" ; c")).isEqualTo("ends\\");
    assertThat(value("'un\"bal'")).isEqualTo("un\"bal");
    assertThat(value("/st#x")).isEqualTo("/st#x");
    assertThat(value("")).isEmpty();
  }

  @Test
  void aSectionEndsAtItsBracketWhateverComesBehind() {
    String text =
        """
        before = 1
        [www] ; of the shop
        user = shop
        ; user = other
        # user = other
        noise
        [next]user=blog
        php_admin_value[mail.log] = /x
        user = last
        """;
    assertThat(IniFile.sections(text))
        .isEqualTo(
            Map.of(
                "",
                Map.of("before", "1"),
                "www",
                Map.of("user", "shop"),
                "next",
                Map.of("php_admin_value[mail.log]", "/x", "user", "last")));
  }

  @Test
  void whatStandsTwiceIsToldTwiceInItsOrder() {
    assertThat(IniFile.settings("[global]\ninclude = a\n[b]\ninclude = c\n"))
        .containsExactly(new Setting("global", "include", "a"), new Setting("b", "include", "c"));
  }
}
