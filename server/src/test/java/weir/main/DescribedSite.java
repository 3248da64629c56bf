package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.app.ImaginedSite;
import weir.app.PolicyHistory;
import weir.journal.Entry;
import weir.settings.ConfigurationSource;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

/// A site whose policy is described, and its earlier versions.
abstract class DescribedSite {
  @TempDir Path folder;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final String settings =
      """
      host-name = "mx.shop.example"
      page = "https://shop.example/mail"
      listeners.mx.address = "127.0.0.1:2625"
      hops.back.type = "smtp"
      hops.back.address = "127.0.0.1:2626"
      domains."shop.example".hop = "back"
      domains."shop.example".call-forward = true
      domains."shop.example".policy = "shop"
      policy.contact = "abuse@shop.example <b>"
      policy.reject-at = 7.25
      policies.shop.findings.no-reverse-name = {tag = "X-Weir-Name"}
      checks.fcrdns.no-reverse-name = {reject = true}
      checks.fcrdns.reverse-name-not-confirmed = {score = 3.75}
      checks.helo.helo-syntax = {observe = true}
      checks.access.block = ["203.0.113.77"]
      rules.no-dyn.when = 'helo.endsWith(".dyn.example")'
      rules.no-dyn.then = {reject = true}
      rules.no-dyn.says = "Computers at home send by their provider's server"
      """;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("weir.toml"), settings);
  }

  String describe(String... words) {
    CommandLine line =
        new CommandLine(
            new PolicyDescribe(new ThisProgram(folder, Optional.empty(), folder.resolve("none"))));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("-c", folder.resolve("weir.toml").toString()));
    all.addAll(List.of(words));
    assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  /// Without the places where it was wrapped.
  static String flowing(String page) {
    return page.replaceAll("\\s+", " ");
  }

  void write(String more) throws IOException {
    Files.writeString(folder.resolve("weir.toml"), settings + more);
    out.getBuffer().setLength(0);
  }

  /// Lists of which each leads to something else.
  static final String LISTS =
      """
      [checks.dnsbl]
      zones = [
        {name = "late.example", listed = {defer = true}},
        {name = "counted.example", listed = {score = 2}},
        {name = "hard.example"},
        {name = "mixed.example", by-code = {"127.0.0.9" = {score = 1}}},
        {name = "watched.example", listed = {observe = true}},
      ]
      """;

  /// What makes answers slow.
  static final String SLOW =
      """
      checks.tarpit.after-recipients = 1
      checks.tarpit.delay = "9s"
      checks.throttle.enabled = true
      checks.connections.address-per-minute = 100
      """;

  final List<Entry> journaled = new ArrayList<>();

  void comesIntoUse() throws Exception {
    Path file = folder.resolve("weir.toml");
    if (!(ConfigurationSource.of(file).readAlone()
        instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new AssertionError("not usable");
    }
    try (ImaginedSite imagined =
        ImaginedSite.of(configuration, new MemoryState(), new MapResolver())) {
      new PolicyHistory(
              Optional.of(configuration.settings().journal().folder()),
              journaled::add,
              InstantSource.system(),
              new Random(1))
          .inUse(configuration.settings(), imagined.site());
    }
  }
}
