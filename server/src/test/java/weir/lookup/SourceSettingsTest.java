package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.asking.DatabaseSettings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

class SourceSettingsTest {
  @TempDir Path folder;

  record File(LookupSettings lookup) {}

  private List<String> mistakes(String ask) throws IOException {
    Path file = folder.resolve("weir.toml");
    String text = "[lookup.ask]\n" + ask;
    return switch (new Binder(Values.standard()).text(File.class, text, file)) {
      case Binding.Bound<File> _ -> List.of();
      case Binding.Refused<File>(var mistakes) ->
          mistakes.stream().map(each -> each.key() + ": " + each.reason()).toList();
    };
  }

  @Test
  void aDatabaseNeedsAnAddressWithoutPasswordAndOnePlaceholder() throws IOException {
    assertThat(mistakes("type = 'sql'\nurl = 'jdbc:postgresql://db/x'")).isEmpty();
    assertThat(
            mistakes(
                "type = 'sql'\nurl = 'jdbc:postgresql://db/x?password=hunter2'\nquery = \"SELECT '?'\""))
        .containsExactlyInAnyOrder(
            "lookup.ask.url: a password does not belong here: put it into a password-file",
            "lookup.ask.query: must have one ? where the name goes, outside of quotes");
    assertThat(mistakes("type = 'sql'\nurl = 'db.example'\ndrivers = 'gone'"))
        .hasSize(2)
        .noneMatch(mistake -> mistake.contains("hunter2"));
  }

  @Test
  void aProgramMustBeOneThatWeMayRun() throws IOException {
    Files.writeString(folder.resolve("text"), "no program");
    assertThat(mistakes("type = 'command'\nprogram = '/bin/cat'")).isEmpty();
    assertThat(mistakes("type = 'command'\nprogram = 'text'"))
        .singleElement()
        .asString()
        .startsWith("lookup.ask.program: may not be run by this user: ");
    assertThat(mistakes("type = 'command'\nprogram = 'gone'"))
        .singleElement()
        .asString()
        .startsWith("lookup.ask.program: no such file");
  }

  @Test
  void aWebServiceHasAnAddressWithoutALogin() throws IOException {
    assertThat(mistakes("type = 'http'\nurl = 'https://panel.example/weir/{name}?x=1'")).isEmpty();
    assertThat(mistakes("type = 'http'\nurl = 'https://panel.example/weir'")).isEmpty();
    assertThat(mistakes("type = 'http'\nurl = 'https://panel.example/weir/{nam}'"))
        .singleElement()
        .asString()
        .contains("may have {name} in it, and no other braces");
    for (String bad :
        List.of(
            "ftp://panel.example/",
            "https://ann:secret@panel.example/",
            "https://panel.example/{name}/{name}",
            "https://{name}/",
            "https:///x",
            "panel")) {
      assertThat(mistakes("type = 'http'\nurl = '" + bad + "'")).as(bad).hasSize(1);
    }
  }

  @Test
  void noSecretStandsInTheName() {
    assertThat(
            new SourceSettings.Sql(
                    new DatabaseSettings(
                        "jdbc:postgresql://db/x?sslkey=/etc/key",
                        "weir",
                        Optional.empty(),
                        Optional.empty()),
                    "SELECT ?")
                .name())
        .isEqualTo("database jdbc:postgresql://db/x");
  }
}
