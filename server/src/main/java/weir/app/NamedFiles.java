package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.config.KeyPath;
import weir.config.Mistake;
import weir.config.Positions;
import weir.config.Unreadable;
import weir.login.PasswordFile;
import weir.routing.RoutingMap;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;

/// The files that a configuration names, read as the server would read them.
final class NamedFiles {
  private final Settings settings;
  private final Positions positions;
  private final List<Mistake> mistakes = new ArrayList<>();

  NamedFiles(Settings settings, Positions positions) {
    this.settings = settings;
    this.positions = positions;
  }

  /// What is wrong with them, each at the key that names the file.
  List<Mistake> mistakes() {
    certificate();
    passwords();
    recipients();
    map();
    return List.copyOf(mistakes);
  }

  private void certificate() {
    settings
        .tls()
        .ifPresent(files -> {
          try {
            ServerTls.open(files);
          } catch (TlsProblem e) {
            add(KeyPath.of("tls"), String.valueOf(e.getMessage()));
          }
        });
  }

  private void passwords() {
    settings
        .login()
        .ifPresent(login -> {
          switch (PasswordFile.read(login.passwords())) {
            case PasswordFile.Reading.Good _ -> {}
            case PasswordFile.Reading.Bad(var found) ->
                found.forEach(each ->
                    add(KeyPath.of("login").key("passwords"), each.in(login.passwords())));
          }
        });
  }

  private void recipients() {
    settings
        .domains()
        .forEach((name, domain) ->
            domain
                .recipientsFile()
                .ifPresent(file ->
                    lines(KeyPath.of("domains").key(name.name()).key("recipients-file"), file)));
  }

  private void map() {
    KeyPath key = KeyPath.of("routing").key("map");
    settings
        .routing()
        .map()
        .ifPresent(file ->
            RoutingMap.read(lines(key, file))
                .mistakes()
                .forEach(each -> add(key, file + ":" + each.line() + ": " + each.reason())));
  }

  private List<String> lines(KeyPath key, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      add(key, file + " " + Unreadable.why(e));
    }
    return List.of();
  }

  private void add(KeyPath key, String reason) {
    mistakes.add(positions.mistake(key, reason));
  }
}
