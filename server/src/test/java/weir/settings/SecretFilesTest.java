package weir.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

class SecretFilesTest {
  private static final String HOP = "type = 'smtp', address = '127.0.0.1:25', tls = 'required'";

  @TempDir private Path folder;

  private Path file(String name, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private SoundTables settings(String hop) {
    String toml =
        """
        host-name = 'mx.example.com'
        listeners.mx.address = '127.0.0.1:0'
        domains."example.com" = {hop = 'back', recipients = ['ann']}
        hops.back = {%s}
        tls = {certificate = '%2$s/certificate', key = '%2$s/key'}
        login.passwords = '%2$s/logins'
        lookup.ask = {type = 'http', url = 'https://panel.example/{name}', token-file = '%2$s/token'}
        complaints.abuse = {type = 'imap', address = 'imap.example.com:993', user = 'abuse', password-file = '%2$s/password'}
        """
            .formatted(hop, folder);
    return switch (new Binder(Values.standard())
        .text(Settings.class, toml, folder.resolve("weir.toml"))) {
      case Binding.Bound<Settings> bound -> SoundTables.in(bound.value());
      case Binding.Refused<Settings>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }

  @Test
  void whatHoldsASecretAndEverybodyCanReadIsNamed() throws IOException {
    Path configuration = file("weir.toml", "rw-r--r--");
    Path key = file("key", "rw-r--r--");
    file("certificate", "rw-r--r--");
    file("logins", "rw-r-----");
    Path token = file("token", "r--r--r--");
    Path password = file("password", "rw-r--r--");

    assertThat(SecretFiles.readableByAll(settings(HOP), configuration))
        .containsExactly(key, token, password);
    assertThat(
            SecretFiles.readableByAll(
                settings(HOP + ", login = 'weir', password = 'secret'"), configuration))
        .containsExactly(configuration, key, token, password);
  }
}
