package weir.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.config.Altered;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.KeyPath;
import weir.config.Values;
import weir.gateway.ListenerSettings;
import weir.rehearsal.Partner;
import weir.rehearsal.Partners;
import weir.rehearsal.Setup;
import weir.settings.Configuration;
import weir.settings.Named;
import weir.settings.Settings;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;
import weir.verdict.Role;

/// Makes gateways of an operator's configuration, for dialogs: the policy is theirs, everything
/// that reaches outside is not. Listeners are on loopback, every next hop is the rehearsal's,
/// state, journal and messages are in memory or in a folder that is deleted, DNS is what the dialog
/// says. Nobody's account is known, no log is read, and nothing is enforced anywhere.
final class Rehearsal implements Partners, AutoCloseable {
  private static final String PASSWORD = "secret";
  private static final int CHEAP = 4;

  /// Tables of what would ask, change or tell somebody outside.
  private static final List<String> OUTSIDE =
      List.of(
          "metrics",
          "lookup",
          "logs",
          "watched-queues",
          "complaints",
          "enforcement",
          "notices",
          "directory");

  private final Configuration configuration;
  private final Path base;
  private final Optional<TlsFiles> certificate;
  private int made;

  /// @throws IOException when there is no room for temporary files
  Rehearsal(Configuration configuration) throws IOException {
    this.configuration = configuration;
    this.base = Files.createTempDirectory("weir-rehearsal");
    this.certificate =
        configuration.settings().tls().isEmpty() ? Optional.empty() : Optional.of(selfMade());
  }

  /// The operator's key stays where it is.
  private TlsFiles selfMade() throws IOException {
    try {
      String name = configuration.settings().hostName().name();
      return SelfMade.in(base.resolve("tls"), List.of(name), Instant.now(), new SecureRandom());
    } catch (TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Partner start(Setup setup, int hopPort) throws IOException {
    Path folder = Files.createDirectory(base.resolve("dialog" + made++));
    for (var file : setup.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Altered file = Altered.of(configuration.text());
    inside(file, folder, hopPort);
    logins(file, folder, setup);
    setup
        .settings()
        .forEach((key, value) ->
            file.set(key, value, text -> here(text, folder, setup.files().keySet()::contains)));
    Configuration changed = bound(file.toml());
    requireNothingElse(changed.settings());
    return LocalGateway.start(
        changed, String.join("\n", setup.dns()), name -> listener(changed.settings(), name));
  }

  private void inside(Altered file, Path folder, int hopPort) {
    file.set(KeyPath.of("folder"), folder.toString());
    file.set(KeyPath.of("journal", "folder"), folder.resolve("journal").toString());
    OUTSIDE.forEach(table -> file.remove(KeyPath.of(table)));
    for (String listener : file.names("listeners")) {
      KeyPath at = KeyPath.of("listeners", listener);
      file.set(at.key("address"), "127.0.0.1:0");
      file.set(at.key("proxy-from"), List.of("127.0.0.0/8"));
    }
    for (String hop : file.names("hops")) {
      KeyPath at = KeyPath.of("hops", hop);
      file.set(at.text(), "{}", text -> text);
      file.set(at.key("type"), "smtp");
      file.set(at.key("address"), "127.0.0.1:" + hopPort);
    }
    certificate.ifPresent(own -> {
      file.set(KeyPath.of("tls", "certificate"), own.certificate().toString());
      file.set(KeyPath.of("tls", "key"), own.key().toString());
    });
  }

  /// Whoever logs in somewhere in the dialog has the password of all dialogs.
  private static void logins(Altered file, Path folder, Setup setup) throws IOException {
    if (!file.has("login")) {
      return;
    }
    String hash = BcryptFunction.getInstance(Bcrypt.B, CHEAP).hash(PASSWORD).getResult();
    String lines =
        setup.logins().stream().map(name -> name + ":" + hash + "\n").collect(Collectors.joining());
    Path passwords = Files.writeString(folder.resolve("logins"), lines, UTF_8);
    file.remove(KeyPath.of("login", "dovecot"));
    file.set(KeyPath.of("login", "passwords"), passwords.toString());
  }

  /// The name of a file of the dialog as the path that it has now.
  private static String here(String text, Path folder, Predicate<String> isFile) {
    return isFile.test(text) ? folder.resolve(text).toString() : text;
  }

  /// Relative paths start where they do in the operator's file.
  private Configuration bound(String toml) throws IOException {
    Path file = configuration.file();
    return switch (new Binder(Values.standard()).text(Settings.class, toml, file)) {
      case Binding.Bound<Settings> bound ->
          new Configuration(bound.value(), bound.positions(), toml, file);
      case Binding.Refused<Settings>(var mistakes) ->
          throw new IOException(
              "with the settings of this dialog the configuration has mistakes: "
                  + mistakes.stream()
                      .map(mistake -> mistake.key() + ": " + mistake.reason())
                      .collect(Collectors.joining("; ")));
    };
  }

  /// A folder that a later version writes to, and that nobody replaced here, is not touched.
  private void requireNothingElse(Settings settings) throws IOException {
    for (Map.Entry<String, Path> each : Named.in(settings).folders().entrySet()) {
      if (!each.getValue().toAbsolutePath().startsWith(base.toAbsolutePath())) {
        throw new IOException(each.getKey() + ": a rehearsal must not write to " + each.getValue());
      }
    }
  }

  /// Dialogs say `mx`, `submission` and `submissions`; an operator may call them otherwise.
  private static String listener(Settings settings, String name) {
    if (settings.listeners().containsKey(name)) {
      return name;
    }
    Predicate<ListenerSettings> meant =
        switch (name) {
          case "mx" -> one -> one.role() == Role.MX;
          case "submission" ->
              one -> one.role() == Role.SUBMISSION && one.tls() != ListenerSettings.Tls.IMPLICIT;
          case "submissions" ->
              one -> one.role() == Role.SUBMISSION && one.tls() == ListenerSettings.Tls.IMPLICIT;
          default -> one -> false;
        };
    return settings.listeners().entrySet().stream()
        .filter(each -> meant.test(each.getValue()))
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder())
        .orElse(name);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(base)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
