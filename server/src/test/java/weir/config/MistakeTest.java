package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MistakeTest {

  @Test
  void whatACustomerHadWrittenIntoAMapIsNoOrderToATerminal() {
    String reason = "map:7: \"\u001b[2J.example\" stands here a second time";
    Mistake mistake = new Mistake("weir.toml", 3, 1, "routing.map", reason, Optional.empty());
    assertThat(mistake.toString())
        .isEqualTo(
            "weir.toml:3:1: routing.map: map:7: \"\\u001b[2J.example\" stands here a second time");
  }
}
