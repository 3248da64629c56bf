package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;

class TagTextTest {
  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.1").orElseThrow();

  private static Finding listing(String text) {
    return new Finding(
        Seeing.kind("on-block-list"),
        "bl.example",
        "Listed.",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(new Finding.Listed("192.0.2.9", "bl.example", "127.0.0.2", text)));
  }

  @Test
  void aFieldOfOursNamesTheFindingAndItsSubject() {
    assertThat(TagText.of("X-Weir-Listed", listing(""), CLIENT))
        .isEqualTo("on-block-list bl.example");
    assertThat(TagText.of("X-Weir-Seen", Seeing.finding("seen"), CLIENT)).isEqualTo("seen");
  }

  @Test
  void aSpamWarningTellsTheListTheClientAndTheCode() {
    assertThat(TagText.of("x-spam-warning", listing(""), CLIENT))
        .isEqualTo("bl.example client=192.0.2.1 code=127.0.0.2");
    assertThat(TagText.of("X-Spam-Warning", listing("say \"why\\"), CLIENT))
        .isEqualTo("bl.example client=192.0.2.1 code=127.0.0.2 \"say 'why'\"");
    assertThat(TagText.of("X-Spam-Warning", Seeing.finding("seen"), CLIENT))
        .isEqualTo("seen client=192.0.2.1");
  }

  @Test
  void anRblFieldTellsTheAddressThatIsListed() {
    assertThat(TagText.of("X-RBL", listing("x"), CLIENT))
        .isEqualTo("192.0.2.9 is listed by bl.example");
    assertThat(TagText.of("X-RBL", Seeing.finding("seen"), CLIENT)).isEqualTo("seen");
  }
}
