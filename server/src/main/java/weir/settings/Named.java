package weir.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weir.config.KeyPath;
import weir.config.Loose;
import weir.lookup.LookupSettings;
import weir.nexthop.HopSettings;
import weir.policy.Policies;
import weir.routing.MapNames;
import weir.tls.TlsFiles;

/// The files and folders that a configuration names.
///
/// @param recipients lists of recipients, by the keys that name them
/// @param mapNames what the map may name
/// @param limits rules about senders
/// @param countries which network is in which country
/// @param folders folders that we write to, by the keys that name them
public record Named(
    Optional<TlsFiles> tls,
    Optional<Path> passwords,
    Map<String, Path> recipients,
    Optional<Path> map,
    MapNames mapNames,
    Optional<LookupSettings> lookup,
    Optional<Path> limits,
    Optional<Path> countries,
    Map<String, Path> folders) {
  static final KeyPath TLS = KeyPath.of("tls");
  static final KeyPath PASSWORDS = KeyPath.of("login", "passwords");
  static final KeyPath LOOKUP = KeyPath.of("lookup", "ask", "url");
  static final KeyPath MAP = KeyPath.of("routing", "map");
  static final KeyPath LIMITS = KeyPath.of("outbound", "limits");
  static final KeyPath COUNTRIES = KeyPath.of("outbound", "countries");
  private static final KeyPath FOLDER = KeyPath.of("folder");
  private static final KeyPath JOURNAL = KeyPath.of("journal", "folder");

  private static KeyPath recipients(String domain) {
    return KeyPath.of("domains", domain, "recipients-file");
  }

  private static KeyPath root(String hop) {
    return KeyPath.of("hops", hop, "root");
  }

  public static Named in(Settings settings) {
    Map<String, Path> recipients = new TreeMap<>();
    settings
        .domains()
        .forEach((name, domain) ->
            domain
                .recipientsFile()
                .ifPresent(file -> recipients.put(recipients(name.name()).text(), file)));
    Map<String, Path> folders = new TreeMap<>();
    folders.put(FOLDER.text(), settings.folder());
    folders.put(JOURNAL.text(), settings.journal().folder());
    settings
        .hops()
        .forEach((name, hop) -> {
          if (hop instanceof HopSettings.Maildir maildir) {
            folders.put(root(name).text(), maildir.root());
          }
        });
    return new Named(
        settings.tls(),
        settings.login().flatMap(login -> login.passwords()),
        recipients,
        settings.routing().map(),
        settings.mapNames(),
        settings.lookup(),
        settings.outbound().limits(),
        settings.outbound().countries(),
        folders);
  }

  private static MapNames mapNames(Loose file) {
    return new MapNames(
        Set.copyOf(file.names(KeyPath.of("hops"))),
        Policies.choosable(Set.copyOf(file.names(KeyPath.of("policies")))));
  }

  /// What can be seen of them in a file that does not bind.
  static Named in(Loose file) {
    Map<String, Path> recipients = new TreeMap<>();
    for (String domain : file.names(KeyPath.of("domains"))) {
      file.path(recipients(domain))
          .ifPresent(path -> recipients.put(recipients(domain).text(), path));
    }
    Map<String, Path> folders = new TreeMap<>();
    file.path(FOLDER).ifPresent(path -> folders.put(FOLDER.text(), path));
    file.path(JOURNAL).ifPresent(path -> folders.put(JOURNAL.text(), path));
    for (String hop : file.names(KeyPath.of("hops"))) {
      file.path(root(hop)).ifPresent(path -> folders.put(root(hop).text(), path));
    }
    Optional<Path> certificate = file.path(TLS.key("certificate"));
    Optional<Path> key = file.path(TLS.key("key"));
    return new Named(
        certificate.isPresent() && key.isPresent()
            ? Optional.of(new TlsFiles(certificate.get(), key.get()))
            : Optional.empty(),
        file.path(PASSWORDS),
        recipients,
        file.path(MAP),
        mapNames(file),
        Optional.empty(),
        file.path(LIMITS),
        file.path(COUNTRIES),
        folders);
  }
}
