package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SynonymsTest {
  @Test
  void aWordOfAnotherProgramLeadsToOurs() {
    assertThat(Synonyms.of("zone", List.of("name", "codes", "listed"))).contains("name");
    assertThat(Synonyms.of("host", List.of("port", "address"))).contains("address");
  }

  @Test
  void nothingIsGuessedWhereTheTableHasNoSuchKey() {
    assertThat(Synonyms.of("zone", List.of("codes", "listed"))).isEmpty();
    assertThat(Synonyms.of("colour", List.of("name"))).isEmpty();
  }
}
