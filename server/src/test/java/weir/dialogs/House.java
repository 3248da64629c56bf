package weir.dialogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.main.LocalGateway;
import weir.rehearsal.Partner;
import weir.rehearsal.Partners;
import weir.rehearsal.Setup;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// Makes gateways for dialogs. What holds where a dialog says nothing else is in [#usual] and in
/// [LocalGateway]; docs/manual/dialogs.md tells it to people.
final class House implements Partners {
  /// Only a defect reaches it.
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

  private final Path base;
  private final TlsFiles tls;
  private final Path logins;
  private int made;
  private @Nullable LocalGateway newest;

  private House(Path base, TlsFiles tls, Path logins) {
    this.base = base;
    this.tls = tls;
    this.logins = logins;
  }

  static House in(Path base) throws IOException {
    try {
      TlsFiles tls =
          SelfMade.in(
              base.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
      return new House(base, tls, passwords(base.resolve("logins")));
    } catch (TlsProblem e) {
      throw new IOException(e);
    }
  }

  private static Path passwords(Path file) throws IOException {
    String hash = BcryptFunction.getInstance(Bcrypt.B, 4).hash("secret").getResult();
    return Files.writeString(file, "ann@example.com:" + hash + "\n", UTF_8);
  }

  @Override
  public Partner start(Setup setup, int hopPort) throws IOException {
    Path folder = Files.createDirectories(base.resolve("dialog" + made++));
    for (var file : setup.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Map<String, String> lines = new LinkedHashMap<>(usual(folder, hopPort));
    lines.putAll(setup.settings());
    StringBuilder toml = new StringBuilder();
    lines.forEach((key, value) -> toml.append(key).append(" = ").append(value).append('\n'));
    LocalGateway made =
        LocalGateway.start(configuration(toml.toString(), folder), String.join("\n", setup.dns()));
    newest = made;
    return made;
  }

  /// All that the gateway made last has written down. Waits for the end of its sessions.
  List<List<String>> journal() {
    LocalGateway ended = Objects.requireNonNull(newest);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!ended.isIdle() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    return ended.journal();
  }

  private Map<String, String> usual(Path folder, int hopPort) {
    String proxied = "['127.0.0.0/8']";
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("host-name", "'mx.example.com'");
    lines.put("folder", "'" + folder + "'");
    lines.put("listeners.mx.address", "'127.0.0.1:0'");
    lines.put("listeners.mx.proxy-from", proxied);
    lines.put("lists.watch", "false");
    lines.put("listeners.submission.address", "'127.0.0.1:0'");
    lines.put("listeners.submission.role", "'submission'");
    lines.put("listeners.submission.proxy-from", proxied);
    lines.put("listeners.submissions.address", "'127.0.0.1:0'");
    lines.put("listeners.submissions.role", "'submission'");
    lines.put("listeners.submissions.tls", "'implicit'");
    lines.put("listeners.submissions.proxy-from", proxied);
    lines.put("listeners.direct.address", "'127.0.0.1:0'");
    lines.put("hops.back.type", "'smtp'");
    lines.put("hops.back.address", "'127.0.0.1:" + hopPort + "'");
    lines.put("domains.\"example.com\".hop", "'back'");
    lines.put("domains.\"example.com\".recipients", "['postmaster', 'ann', 'bob']");
    lines.put("tls.certificate", "'" + tls.certificate() + "'");
    lines.put("tls.key", "'" + tls.key() + "'");
    lines.put("login.passwords", "'" + logins + "'");
    // Nobody waits in tests but where waiting is what a dialog shows.
    lines.put("checks.tarpit.enabled", "false");
    return lines;
  }

  private static Configuration configuration(String toml, Path folder) {
    Path file = folder.resolve("weir.toml");
    return switch (new Binder(Values.standard()).text(Settings.class, toml, file)) {
      case Binding.Bound<Settings> bound ->
          new Configuration(bound.value(), bound.positions(), toml, file);
      case Binding.Refused<Settings>(var mistakes) ->
          throw new IllegalArgumentException(
              "the settings of this dialog are no configuration: " + mistakes + "\n" + toml);
    };
  }
}
