package weir.describe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlPageTest {
  @Test
  void noTextBecomesMarkup() {
    assertThat(HtmlPage.escaped("</p><script>alert(\"x\")</script>&amp;"))
        .isEqualTo("&lt;/p&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;");
  }
}
