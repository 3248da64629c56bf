package weir.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @TempDir Path folder;

  private Texts own() {
    return new Texts(Optional.of(folder));
  }

  private static final Texts SHIPPED = new Texts(Optional.empty());

  @Test
  void everyTextForCustomersIsThereInBothLanguages() throws IOException {
    assertThat(SHIPPED.mistakes()).isEmpty();
    for (Texts.Kind kind : Texts.Kind.values()) {
      Texts.Letter english = SHIPPED.of(kind, Optional.empty());
      if (kind.isForCustomers()) {
        Texts.Letter german = SHIPPED.of(kind, Optional.of("de_AT"));
        assertThat(german.body()).isNotEqualTo(english.body()).startsWith("Guten Tag {name}");
        assertThat(List.of(english.body(), german.body()))
            .allSatisfy(body -> assertThat(body).contains("{help}", "{lease}", "{since}"));
      }
    }
  }

  @Test
  void textsOfTheFolderTakeThePlaceOfOurs() throws IOException {
    Files.writeString(
        folder.resolve("customer-hold.fr.txt"), "Subject: Bonjour {name}\n\nRetenu: {what}\n");
    Files.writeString(folder.resolve("customer-hold.en.txt"), "Subject: Ours\r\n\r\nOwn\r\n");
    assertThat(own().of(Texts.Kind.HOLD, Optional.of("fr-CA")))
        .isEqualTo(new Texts.Letter("Bonjour {name}", "Retenu: {what}\n"));
    assertThat(own().of(Texts.Kind.HOLD, Optional.of("it")).body()).isEqualTo("Own\n");
    assertThat(own().of(Texts.Kind.HOLD, Optional.of("de")).body()).startsWith("Guten Tag");
    assertThat(own().languagesOf(Texts.Kind.HOLD)).containsExactly("de", "en", "fr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "de/../x", "", "de\n", "..", "x", "\0"})
  void aStrangeLanguageIsEnglish(String language) throws IOException {
    assertThat(own().of(Texts.Kind.HOLD, Optional.of(language)).body()).startsWith("Hello {name}");
  }

  @Test
  void whatIsWrongWithATextIsTold() throws IOException {
    Files.writeString(folder.resolve("customer-hold.en.txt"), "Hello\n");
    Files.writeString(folder.resolve("staff.en.txt"), "Subject: x\n\n{reason}\n");
    Files.write(
        folder.resolve("customer-ended.fr.txt"),
        new byte[] {'S', 'u', 'b', 'j', 'e', 'c', 't', ':', ' ', (byte) 0xff, '\n', '\n', '\n'});
    Files.writeString(folder.resolve("customer-fence.en.txt"), "x".repeat(Texts.LONGEST + 1));
    assertThat(own().mistakes())
        .hasSize(4)
        .anySatisfy(it -> assertThat(it).contains("must begin with a line \"Subject: …\""))
        .anySatisfy(it -> assertThat(it).endsWith("nothing is known for {reason}"))
        .anySatisfy(it -> assertThat(it).endsWith("is not in UTF-8"))
        .anySatisfy(it -> assertThat(it).contains("is longer than"));
    assertThatThrownBy(() -> own().of(Texts.Kind.HOLD, Optional.empty()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsFilledInIsNotFilledInAgain() {
    assertThat(
            new Texts.Letter("{name}", "{name} {help}")
                .filled(Map.of("name", "{help} $1", "help", "us")))
        .isEqualTo(new Texts.Letter("{help} $1", "{help} $1 us"));
  }
}
