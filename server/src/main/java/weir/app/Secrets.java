package weir.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.login.LoginSettings;
import weir.login.Logins;
import weir.login.PasswordFile;
import weir.settings.Settings;
import weir.state.State;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;

/// What is read from files that only we may read: the certificate with its key, and who may log in.
/// A reload replaces what the files say under those who use it, and nothing else of it.
record Secrets(Optional<ServerTls> tls, Optional<Logins> logins) {

  /// What the files of a configuration say.
  record Files(Optional<ServerTls> certificate, Optional<PasswordFile> passwords) {}

  static Secrets open(Settings settings, State state, Parts parts) throws StartFailure {
    Files files = read(settings);
    Optional<Logins> logins =
        settings.login().map(login -> parts.own(logins(login, files.passwords, state)));
    return new Secrets(files.certificate, logins);
  }

  /// @throws StartFailure with every mistake of the file that is wrong
  static Files read(Settings settings) throws StartFailure {
    return new Files(certificate(settings), passwords(settings));
  }

  /// From now on what these files say holds. What was not there at the start waits for a restart.
  void use(Files read) {
    tls.ifPresent(known -> read.certificate.ifPresent(known::use));
    logins.ifPresent(known -> read.passwords.ifPresent(known::use));
  }

  private static Logins logins(LoginSettings login, Optional<PasswordFile> file, State state) {
    SecureRandom random = new SecureRandom();
    return file.isPresent()
        ? Logins.of(login, file.get(), state, random)
        : Logins.of(login, login.dovecot().orElseThrow(), state, random);
  }

  private static Optional<ServerTls> certificate(Settings settings) throws StartFailure {
    if (settings.tls().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ServerTls.open(settings.tls().get()));
    } catch (TlsProblem e) {
      throw new StartFailure("tls: " + e.getMessage(), e);
    }
  }

  private static Optional<PasswordFile> passwords(Settings settings) throws StartFailure {
    Optional<Path> path = settings.login().flatMap(LoginSettings::passwords);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return switch (PasswordFile.read(path.get())) {
      case PasswordFile.Reading.Good(var file) -> Optional.of(file);
      case PasswordFile.Reading.Bad(var mistakes) ->
          throw new StartFailure(
              mistakes.stream()
                  .map(each -> "login.passwords: " + each.in(path.get()))
                  .collect(Collectors.joining("\n")));
    };
  }
}
