package weir.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.config.Binding;
import weir.config.KeyPath;
import weir.config.Mistake;
import weir.config.Positions;
import weir.config.Unreadable;
import weir.limits.Countries;
import weir.limits.Limits;
import weir.login.PasswordFile;
import weir.lookup.Lookup;
import weir.routing.RoutingMap;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;

/// The files that a configuration names, read as the server would read them, and the folders it
/// would write to.
final class NamedFiles {
  private final Named named;
  private final Positions positions;
  private final List<Mistake> mistakes = new ArrayList<>();

  NamedFiles(Named named, Positions positions) {
    this.named = named;
    this.positions = positions;
  }

  /// What is wrong with them, each at the key that names the file.
  List<Mistake> mistakes() {
    certificate();
    passwords();
    named.recipients().forEach((key, file) -> lines(new KeyPath(key), file));
    map();
    named.lookup().flatMap(Lookup::mistake).ifPresent(why -> add(Named.LOOKUP, why));
    limits();
    countries();
    named.folders().forEach((key, folder) -> folder(new KeyPath(key), folder));
    return List.copyOf(mistakes);
  }

  private void certificate() {
    if (named.tls().isEmpty()) {
      return;
    }
    try {
      ServerTls.open(named.tls().get());
    } catch (TlsProblem e) {
      add(Named.TLS, String.valueOf(e.getMessage()));
    }
  }

  private void passwords() {
    if (named.passwords().isEmpty()) {
      return;
    }
    Path file = named.passwords().get();
    switch (PasswordFile.read(file)) {
      case PasswordFile.Reading.Good _ -> {}
      case PasswordFile.Reading.Bad(var found) ->
          found.forEach(each -> add(Named.PASSWORDS, each.in(file)));
    }
  }

  private void map() {
    named
        .map()
        .ifPresent(file ->
            RoutingMap.read(lines(Named.MAP, file), named.mapNames())
                .mistakes()
                .forEach(each -> add(Named.MAP, file + ":" + each.line() + ": " + each.reason())));
  }

  private void limits() {
    if (named.limits().isPresent()
        && Limits.read(named.limits().get())
            instanceof Binding.Refused<Limits>(List<Mistake> found)) {
      found.forEach(each -> add(Named.LIMITS, each.toString()));
    }
  }

  private void countries() {
    if (named.countries().isPresent()
        && Countries.read(named.countries().get()) instanceof Countries.Reading.Bad(var reason)) {
      add(Named.COUNTRIES, reason);
    }
  }

  private List<String> lines(KeyPath key, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      add(key, file + " " + Unreadable.why(e));
      return List.of();
    }
  }

  /// It is there and can be written to, or can be made.
  private void folder(KeyPath key, Path folder) {
    Path there = nearest(folder);
    String failing = there.equals(folder.toAbsolutePath()) ? "" : folder + " cannot be made: ";
    if (!Files.isDirectory(there)) {
      add(key, failing + there + " is not a folder");
    } else if (!Files.isWritable(there)) {
      add(key, failing + there + " may not be written to by this user");
    }
  }

  /// The folder, or the nearest one around it that is there.
  private static Path nearest(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at)) {
      Path around = at.getParent();
      if (around == null) {
        return at;
      }
      at = around;
    }
    return at;
  }

  private void add(KeyPath key, String reason) {
    mistakes.add(positions.mistake(key, reason));
  }
}
