package weir.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import weir.app.App;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.net.IpAddress;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.state.State;
import weir.testkit.MapResolver;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// A whole server in this process, set up line by line and looked at from outside.
///
/// Clients come through the listeners `mx` and `submission`, both behind a PROXY header, so that a
/// test chooses who they are; or `direct`, where they are 127.0.0.1.
final class Stand implements AutoCloseable {

  /// A sound sender: `mail.example.net` at this address.
  static final IpAddress SENDER = IpAddress.parse("192.0.2.10").orElseThrow();

  static final String NAMES =
      """
      example.net       MX   10 mail.example.net
      mail.example.net  A    192.0.2.10
      192.0.2.10        PTR  mail.example.net
      """;

  private static final long SEED = 20260301;

  private final Path folder;
  private final App app;
  private final Heard journal;

  private Stand(Path folder, App app, Heard journal) {
    this.folder = folder;
    this.app = app;
    this.journal = journal;
  }

  /// What a stand is to be, until it starts.
  static final class Plan {
    private final Path folder;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private MapResolver names = new MapResolver(NAMES);
    private State state = new MemoryState();
    private InstantSource clock = InstantSource.system();

    private Plan(Path folder) {
      this.folder = folder;
    }

    /// A setting, its value as TOML has it.
    Plan set(String key, String value) {
      lines.put(key, value);
      return this;
    }

    Plan without(String key) {
      lines.remove(key);
      return this;
    }

    Plan names(MapResolver other) {
      names = other;
      return this;
    }

    Plan state(State other) {
      state = other;
      return this;
    }

    Plan clock(InstantSource other) {
      clock = other;
      return this;
    }

    /// Mail goes to a mail server on this port.
    Plan hop(int port) {
      set("hops.back.type", "'smtp'");
      return set("hops.back.address", "'127.0.0.1:" + port + "'");
    }

    /// The configuration as it would stand in a file.
    String toml() {
      StringBuilder toml = new StringBuilder();
      lines.forEach((key, value) -> toml.append(key).append(" = ").append(value).append('\n'));
      return toml.toString();
    }

    Stand start() {
      Heard journal = new Heard();
      try {
        App app =
            new App(
                configuration(),
                new Surroundings(
                    clock,
                    System::nanoTime,
                    new Random(SEED),
                    Optional.of(names),
                    Optional.of(journal),
                    Optional.of(state)));
        app.start();
        app.awaitHops();
        return new Stand(folder, app, journal);
      } catch (StartFailure e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    Configuration configuration() {
      Path file = folder.resolve("weir.toml");
      String text = toml();
      return switch (new Binder(Values.standard()).text(Settings.class, text, file)) {
        case Binding.Bound<Settings> bound ->
            new Configuration(bound.value(), bound.positions(), text, file);
        case Binding.Refused<Settings>(var mistakes) ->
            throw new IllegalArgumentException(mistakes + "\n" + text);
      };
    }
  }

  /// A plan of a server for `example.com` with the mailboxes ann, bob and postmaster, and ann's
  /// login with the password `secret`. Nobody waits in it unless told to.
  static Plan in(Path folder) {
    try {
      TlsFiles tls =
          SelfMade.in(
              folder.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
      String hash = BcryptFunction.getInstance(Bcrypt.B, 4).hash("secret").getResult();
      Path logins =
          Files.writeString(folder.resolve("logins"), "ann@example.com:" + hash + "\n", UTF_8);
      String proxied = "['127.0.0.0/8']";
      return new Plan(folder)
          .set("host-name", "'mx.example.com'")
          .set("folder", "'" + folder + "'")
          .set("journal.folder", "'" + folder.resolve("journal") + "'")
          .set("listeners.mx.address", "'127.0.0.1:0'")
          .set("listeners.mx.proxy-from", proxied)
          .set("listeners.submission.address", "'127.0.0.1:0'")
          .set("listeners.submission.role", "'submission'")
          .set("listeners.submission.proxy-from", proxied)
          .set("listeners.direct.address", "'127.0.0.1:0'")
          .set("domains.\"example.com\".hop", "'back'")
          .set("domains.\"example.com\".recipients", "['postmaster', 'ann', 'bob']")
          .set("tls.certificate", "'" + tls.certificate() + "'")
          .set("tls.key", "'" + tls.key() + "'")
          .set("login.passwords", "'" + logins + "'")
          .set("checks.tarpit.enabled", "false");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TlsProblem e) {
      throw new IllegalStateException(e);
    }
  }

  App app() {
    return app;
  }

  Heard journal() {
    return journal;
  }

  Path folder() {
    return folder;
  }

  int port(String listener) {
    try {
      InetSocketAddress address = app.address(listener).orElseThrow();
      return address.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The sound sender, greeted.
  Talker sender() {
    Talker talker = client("mx", SENDER);
    talker.hear();
    talker.ask("EHLO mail.example.net");
    return talker;
  }

  /// A client at this address, not greeted yet.
  Talker client(String listener, IpAddress address) {
    Talker talker = Talker.connect(port(listener));
    String family = address.isV4() ? "TCP4 " : "TCP6 ";
    String ours = address.isV4() ? " 203.0.113.25" : " 2001:db8:25::25";
    talker.send("PROXY " + family + address + ours + " 40001 25\r\n");
    return talker;
  }

  @Override
  public void close() {
    app.close();
  }
}
