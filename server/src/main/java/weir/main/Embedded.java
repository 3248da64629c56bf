package weir.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import weir.files.OwnerOnly;
import weir.login.PasswordFile;
import weir.resolver.ResolverSettings;
import weir.tls.SelfMade;
import weir.tls.TlsProblem;

/// What `serve` runs without a configuration: one domain, three mailboxes, two listeners on
/// loopback, and a stand-in name server, so that every check can be seen at work.
///
/// @param login a login made up for this folder
/// @param password its password, kept in the folder so that it stays the same
record Embedded(Path folder, String login, String password) {
  static final String LOGIN = "ann@example.com";
  private static final int PASSWORD_BYTES = 6;

  /// The configuration's text.
  static String text() {
    return resource("embedded.toml");
  }

  /// The same on other ports of loopback; 0 is any that is free.
  static String text(int mx, int submission, int metrics) {
    return text()
        .replace("127.0.0.1:2525", "127.0.0.1:" + mx)
        .replace("127.0.0.1:2587", "127.0.0.1:" + submission)
        .replace("127.0.0.1:2580", "127.0.0.1:" + metrics);
  }

  /// The configuration that others begin with.
  static String start() {
    return resource("start.toml");
  }

  /// A text that belongs to the program.
  static String resource(String name) {
    try (InputStream in = Embedded.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The stand-in's place in the settings of the resolver.
  static ResolverSettings asking(InetSocketAddress nameServer) {
    return ResolverSettings.DEFAULT.withServers(
        List.of(nameServer.getHostString() + ":" + nameServer.getPort()));
  }

  /// Makes what the configuration refers to, where it is not there yet.
  static Embedded prepare(Path base, SecureRandom chance, Instant now)
      throws IOException, TlsProblem {
    Path folder = Files.createDirectories(base.resolve("var"));
    SelfMade.in(folder.resolve("tls"), List.of("mx.example.com", "localhost"), now, chance);
    Path shown = folder.resolve("login.txt");
    Path logins = folder.resolve("logins");
    if (!Files.exists(shown)) {
      byte[] random = new byte[PASSWORD_BYTES];
      chance.nextBytes(random);
      Files.deleteIfExists(logins);
      writeSecret(shown, HexFormat.of().formatHex(random) + "\n");
    }
    String password = Files.readString(shown).strip();
    if (!Files.exists(logins)) {
      writeSecret(logins, LOGIN + ":" + hash(password) + "\n");
    }
    return new Embedded(folder, LOGIN, password);
  }

  private static String hash(String password) {
    return PasswordFile.hash(password.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, OwnerOnly.FILE);
    Files.writeString(file, text);
  }
}
