package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;
import weir.settings.Settings;

class ComplaintSettingsTest {
  @TempDir private Path folder;

  private List<String> mistakes(String table) throws IOException {
    Files.writeString(folder.resolve("password"), "secret");
    String toml =
        """
        host-name = 'mx.example.com'
        listeners.mx.address = '127.0.0.1:0'
        domains."example.com" = {hop = 'back', recipients = ['ann']}
        hops.back = {type = 'smtp', address = '127.0.0.1:25'}
        complaints.abuse = {%s}
        """
            .formatted(table);
    return switch (new Binder(Values.standard())
        .text(Settings.class, toml, folder.resolve("weir.toml"))) {
      case Binding.Bound<Settings> _ -> List.of();
      case Binding.Refused<Settings>(var mistakes) ->
          mistakes.stream().map(Mistake::toString).toList();
    };
  }

  private String imap(String more) {
    return "type = 'imap', user = 'abuse', password-file = '%s/password'%s".formatted(folder, more);
  }

  @Test
  void whatIsMeantIsTaken() throws IOException {
    assertThat(mistakes("type = 'maildir', path = '/var/mail/abuse', move-to = 'Taken'")).isEmpty();
    assertThat(mistakes(imap(", address = 'imap.example.com:993'"))).isEmpty();
    assertThat(
            mistakes(
                imap(
                    ", address = '127.0.0.1:143', tls = 'off', afterwards = 'move', move-to = 'X'")))
        .isEmpty();
  }

  @Test
  void aPasswordIsSentInTheClearToThisHostOnly() throws IOException {
    assertThat(mistakes(imap(", address = 'imap.example.com:143', tls = 'off'")))
        .singleElement()
        .asString()
        .contains("to this host only");
  }

  @Test
  void whatContradictsItselfIsSaid() throws IOException {
    assertThat(mistakes(imap(", address = 'imap.example.com:993', afterwards = 'move'")))
        .singleElement()
        .asString()
        .contains("move-to: is set where `afterwards` is `move`, and only there");
    assertThat(mistakes(imap(", address = 'imap.example.com:993', move-to = 'Taken'"))).hasSize(1);
    for (String same :
        List.of("move-to = 'inbox'", "folder = 'Spam', move-to = 'Spam'", "move-to = 'INBOX'")) {
      assertThat(mistakes(imap(", address = 'imap.example.com:993', afterwards = 'move', " + same)))
          .singleElement()
          .asString()
          .contains("move-to: is the folder that is read");
    }
    assertThat(
            mistakes(
                imap(
                    ", address = 'imap.example.com:993', afterwards = 'move', folder = 'Spam',"
                        + " move-to = 'spam'")))
        .as("names but INBOX differ by case")
        .isEmpty();
    for (String name : List.of("../Taken", ".Taken", " ")) {
      assertThat(mistakes("type = 'maildir', path = '/x', move-to = '" + name + "'"))
          .singleElement()
          .asString()
          .contains("is the name of a folder");
    }
  }
}
