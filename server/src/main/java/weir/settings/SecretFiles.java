package weir.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import weir.complaints.ComplaintSettings;
import weir.login.LoginSettings;
import weir.lookup.LookupSettings;
import weir.lookup.SourceSettings;
import weir.nexthop.HopSettings;
import weir.nexthop.MailServer;
import weir.tls.TlsFiles;

/// The files of a configuration that hold secrets: what others on this machine must not read.
public final class SecretFiles {
  private SecretFiles() {}

  /// A sentence about each of them that every user of the machine can read.
  ///
  /// @param configuration the file itself, which holds the passwords for next hops
  public static List<String> remarks(SoundTables tables, Path configuration) {
    return readableByAll(tables, configuration).stream()
        .map(file -> file + " holds a secret, and every user here can read it")
        .toList();
  }

  static List<Path> readableByAll(SoundTables tables, Path configuration) {
    List<Path> secret = new ArrayList<>();
    if (tables.hops().values().stream().anyMatch(SecretFiles::hasPassword)) {
      secret.add(configuration);
    }
    tables.tls().map(TlsFiles::key).ifPresent(secret::add);
    tables.login().flatMap(LoginSettings::passwords).ifPresent(secret::add);
    tables.lookup().map(LookupSettings::ask).ifPresent(source -> add(source, secret));
    tables.directory().sources().values().forEach(source -> add(source, secret));
    tables.complaints().values().stream()
        .filter(ComplaintSettings.Imap.class::isInstance)
        .map(ComplaintSettings.Imap.class::cast)
        .map(ComplaintSettings.Imap::passwordFile)
        .forEach(secret::add);
    tables.enforcement().values().stream()
        .flatMap(place -> place.secretFile().stream())
        .forEach(secret::add);
    tables.notices().values().stream()
        .flatMap(receiver -> receiver.secretFile().stream())
        .forEach(secret::add);
    return secret.stream().distinct().filter(SecretFiles::othersRead).toList();
  }

  private static boolean hasPassword(HopSettings hop) {
    return hop instanceof MailServer server && server.password().isPresent();
  }

  private static void add(SourceSettings source, List<Path> secret) {
    switch (source) {
      case SourceSettings.Sql sql -> sql.database().passwordFile().ifPresent(secret::add);
      case SourceSettings.Http http -> http.tokenFile().ifPresent(secret::add);
      case SourceSettings.Command _ -> {}
    }
  }

  private static void add(weir.directory.SourceSettings source, List<Path> secret) {
    if (source instanceof weir.directory.SourceSettings.Sql sql) {
      sql.database().passwordFile().ifPresent(secret::add);
    } else if (source instanceof weir.directory.SourceSettings.Http http) {
      http.tokenFile().ifPresent(secret::add);
    }
  }

  /// What cannot be looked at is somebody else's worry: whoever reads the file says so.
  private static boolean othersRead(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
