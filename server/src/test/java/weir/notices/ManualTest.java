package weir.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManualTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/notices.md");

  @Test
  void everyEventTextAndPlaceholderIsExplained() throws IOException {
    String page = Files.readString(PAGE);
    for (NoticeEvent event : NoticeEvent.values()) {
      assertThat(page).contains("| `" + event.word() + "` |");
    }
    for (Texts.Kind kind : Texts.Kind.values()) {
      assertThat(page).contains("`" + kind.file() + "`");
      kind.known().forEach(name -> assertThat(page).contains("`{" + name + "}`"));
    }
  }
}
