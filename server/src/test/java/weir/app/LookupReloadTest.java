package weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.gateway.Site;
import weir.mail.Path.Mailbox;
import weir.mail.PathParser;
import weir.routing.Route;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;

/// What becomes of the map that is asked when the configuration changes.
class LookupReloadTest {
  private static final String SETTINGS =
      """
      host-name = "mx.example.com"
      listeners.mx.address = "127.0.0.1:0"
      hops.back.type = "smtp"
      hops.back.address = "127.0.0.1:9"
      lookup.ask.type = "command"
      lookup.ask.program = "/bin/sed"
      """;
  private static final String SHOP =
      "lookup.ask.arguments = ['-e', 's/^shop.example$/found/;t', '-e', 's/.*/absent/']\n";
  private static final String BLOG =
      "lookup.ask.arguments = ['-e', 's/^blog.example$/found/;t', '-e', 's/.*/absent/']\n";

  @TempDir Path folder;

  private Configuration configuration(String more) throws IOException {
    Path file = Files.writeString(folder.resolve("weir.toml"), SETTINGS + more);
    if (ConfigurationSource.of(file).readAlone()
        instanceof ConfigurationSource.Outcome.Usable(var configuration)) {
      return configuration;
    }
    throw new AssertionError(ConfigurationSource.of(file).readAlone());
  }

  private static Route route(Site site, String address) throws InterruptedException {
    Mailbox mailbox = (Mailbox) ((PathParser.Parsed) PathParser.parse(address, true)).path();
    return site.routes().route(mailbox, false);
  }

  @Test
  void aReloadThatFailsLeavesTheMapThatIsAsked() throws Exception {
    Configuration first = configuration(SHOP);
    Path list = Files.writeString(folder.resolve("names"), "ann\n");
    Configuration broken =
        configuration(
            BLOG
                + "domains.\"example.com\".hop = \"back\"\n"
                + "domains.\"example.com\".recipients-file = \"names\"\n");
    Files.delete(list);
    try (ImaginedSites imagined = new ImaginedSites(first)) {
      SiteBuilder sites = imagined.sites();
      Site site = sites.build(first).site();
      assertThatThrownBy(() -> sites.build(broken)).isInstanceOf(IOException.class);
      assertThat(route(site, "ann@shop.example")).isInstanceOf(Route.Ours.class);
      assertThat(route(site, "ann@blog.example")).isInstanceOf(Route.NotRelayed.class);
      assertThat(sites.lookup()).isPresent();
    }
  }

  @Test
  void anotherMapTakesItsPlaceAndTheFormerOneIsClosedWhenUnused() throws Exception {
    try (ImaginedSites imagined = new ImaginedSites(configuration(SHOP))) {
      SiteBuilder sites = imagined.sites();
      Site former = sites.build(configuration(SHOP)).site();
      SiteBuilder.Built next = sites.build(configuration(BLOG));
      assertThat(route(former, "ann@shop.example")).isInstanceOf(Route.Ours.class);
      next.unused().run();
      assertThat(route(former, "ann@other.example")).isEqualTo(new Route.Unknown("it was closed"));
      assertThat(route(next.site(), "ann@blog.example")).isInstanceOf(Route.Ours.class);
    }
  }

  @Test
  void anAnswerThatNamesAHopThatIsNotThereIsNone() throws Exception {
    Configuration wrong =
        configuration(
            "lookup.ask.arguments = ['-e', 's/^shop.example$/found hop=nosuch/;t', '-e', 's/.*/absent/']\n");
    try (ImaginedSites imagined = new ImaginedSites(wrong)) {
      SiteBuilder sites = imagined.sites();
      Site site = sites.build(wrong).site();
      assertThat(route(site, "ann@shop.example"))
          .isEqualTo(
              new Route.Unknown(
                  "shop.example: hop=nosuch: there is no [hops.nosuch], there is back"));
      assertThat(route(site, "ann@blog.example")).isInstanceOf(Route.NotRelayed.class);
    }
  }
}
