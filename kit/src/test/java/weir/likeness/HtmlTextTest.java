package weir.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlTextTest {
  private final Sites sites = new Sites(10);

  private String seen(String html) {
    StringBuilder seen = new StringBuilder();
    HtmlText.read(html, 1_000, seen, sites);
    return seen.toString().strip().replace('\n', '/');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V<b></b>ia<!-- x -->gra | Viagra",
        "<p>one</p><p>two</p> | one/two",
        "one<br>two | one/two",
        "a &lt; b &amp;&#99;&#x44; &nosuch; | a < b &cD &nosuch;",
        "one <td>two</td></tr> three | one /two/three",
        "<script>var a = '<p>no</p>';</script>yes | yes",
        "<STYLE>p{}</style >yes | yes",
        "1 < 2 <3 | 1 < 2 <3",
        "<a title='a > b'>c</a> | c",
        "a<!-- never ends | a",
        "a<b never ends | a",
        "a<style>never ends | a",
        "&#xD800;&#99999999;x | &#xD800;&#99999999;x",
      })
  void whatIsSeen(String html, String text) {
    assertThat(seen(html)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "display: none",
        "DISPLAY:NONE !important",
        "visibility : hidden",
        "font-size:0px",
        "color:red;font-size: 0.0em; x:y",
        "max-height:0;overflow:hidden",
        "opacity:0",
      })
  void whatIsHiddenIsNotSeen(String style) {
    assertThat(seen("a<div style=\"" + style + "\">b<div>c</div>d</div>e")).isEqualTo("a/e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"font-size:0.9em", "opacity:0.5", "display:block", "line-height:01"})
  void whatIsNotHiddenIsSeen(String style) {
    assertThat(seen("<span style='" + style + "'>b</span>")).isEqualTo("b");
  }

  @Test
  void anElementWithTheAttributeHiddenIsNotSeenAndItsLinksAreNot() {
    assertThat(seen("<p hidden>a<a href='http://no.example/'>b</a></p>c")).isEqualTo("c");
    assertThat(sites.found()).isEmpty();
  }

  @Test
  void linksStandInHrefAndAction() {
    seen(
        "<a href=http://one.example/x>1</a><A HREF='//two.example'>2</a>"
            + "<form action=\"https&#58;//three.example\"></form><img src='http://no.example/i.gif'>"
            + "<a href='#top'>4</a><a href='mailto:a@no.example'>5</a>");
    assertThat(sites.found()).containsExactly("one.example", "two.example", "three.example");
  }

  @Test
  void lineEndsOfTheSourceAreBlanks() {
    assertThat(seen("one\r\ntwo\n\n<p>three\nfour")).isEqualTo("one two /three four");
  }

  @Test
  void theTextEndsAtItsBound() {
    StringBuilder seen = new StringBuilder("begun ");
    HtmlText.read("<p>" + "x".repeat(5_000), 100, seen, sites);
    assertThat(seen).hasSize(106);
  }
}
