package weir.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.Identity;
import weir.asking.ProgramSettings;

class SourcesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Listing read(SourceSettings source, Duration deadline) throws Exception {
    return Sources.read(source, Known.NOTHING, Set.of(), deadline, folder.resolve("answer"));
  }

  private SourceSettings.Command program(String script) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new SourceSettings.Command(new ProgramSettings(file, List.of("all")), Optional.of("w"));
  }

  @Test
  void aProgramWritesWhatAFileHas() throws Exception {
    Listing listing =
        read(program("echo account,uid,name\nprintf 'c1,%s,\"%s\"\\n' 7 \"$1\"\n"), LONG);
    assertThat(listing.accounts()).extracting(Account::name).containsExactly("all");
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .containsExactly(new Identity.LocalUser("w", 7));
    assertThat(folder.resolve("answer")).doesNotExist();
  }

  @Test
  void aProgramThatFailsOrHangsIsNotBelieved() throws Exception {
    assertThatThrownBy(() -> read(program("echo account\necho c1\nexit 3\n"), LONG))
        .hasMessageContaining("ended with status 3");
    assertThatThrownBy(() -> read(program("echo account\necho c1\nprintf c2\n"), LONG))
        .hasMessageContaining("half-written?");
    assertThatThrownBy(() -> read(program("exec sleep 600\n"), Duration.ofMillis(50)))
        .hasMessageContaining("did not end");
    assertThat(folder.resolve("answer")).doesNotExist();
  }

  private static Listing json(String text) throws Exception {
    ListingBuilder listing = new ListingBuilder(Optional.empty());
    HttpAccounts.rows(new ByteArrayInputStream(text.getBytes(UTF_8)), listing);
    return listing.build();
  }

  @Test
  void jsonHasTheSameColumns() throws Exception {
    String row =
        "{\"account\": 17, \"login\": \"a@b.example\", \"protected\": true, \"plan\": null}";
    for (String text : List.of("[" + row + "]", "{\"n\": {\"x\": [1]}, \"rows\": [" + row + "]}")) {
      Listing listing = json(text);
      assertThat(listing.accounts()).extracting(Account::id).containsExactly("17");
      assertThat(listing.accounts().getFirst().isProtected()).isTrue();
      assertThat(listing.holdings()).hasSize(1);
    }
  }

  @Test
  void otherJsonIsNotBelieved() {
    for (String bad :
        List.of(
            "",
            "{}",
            "7",
            "[7]",
            "[{\"account\": [1]}]",
            "[{\"colour\": 1}]",
            "[{\"account\": \"a\"",
            "[{\"account\": \"a\"}",
            "{\"rows\": 7}",
            "<html>")) {
      assertThatThrownBy(() -> json(bad)).as(bad).isInstanceOf(SourceFailed.class);
    }
  }

  @Test
  void aWebServiceIsAskedWithItsToken() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/all",
        exchange -> {
          boolean knows =
              "Bearer geheim".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer = "[{\"account\": \"c1\"}]".getBytes(UTF_8);
          exchange.sendResponseHeaders(knows ? 200 : 403, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      Path token = folder.resolve("token");
      Files.writeString(token, "geheim\n");
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/all";
      Optional<String> host = Optional.empty();
      assertThat(read(new SourceSettings.Http(url, Optional.of(token), host), LONG).accounts())
          .hasSize(1);
      assertThatThrownBy(() -> read(new SourceSettings.Http(url, Optional.empty(), host), LONG))
          .hasMessageContaining("status 403");
      assertThatThrownBy(() ->
              read(
                  new SourceSettings.Http(url.replace("/all", "/none"), Optional.empty(), host),
                  LONG))
          .hasMessageContaining("status 404");
    } finally {
      server.stop(0);
    }
  }

  private Listing toml(String text) throws Exception {
    Path file = folder.resolve("accounts.toml");
    Files.writeString(file, text);
    return read(new SourceSettings.Toml(file), LONG);
  }

  @Test
  void aFileOfTomlIsForPeople() throws Exception {
    Listing listing =
        toml(
            """
            [accounts.ann]
            name = "Ann's shop"
            plan = "business"
            protected = true
            logins = ["anna@shop.example"]
            sender-domains = ["shop.example"]
            uids = {web1 = [2001], web2 = [2001]}
            scripts.web1 = ["/home/ann"]

            [[accounts.ann.had]]
            host = "web1"
            uid = 2007
            to = "2026-02-01"
            """);
    assertThat(listing.accounts().getFirst().isProtected()).isTrue();
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .contains(
            new Identity.Login("anna@shop.example"),
            new Identity.LocalUser("web2", 2001),
            new Identity.Script("web1", "/home/ann"));
    assertThat(listing.holdings().getLast())
        .isEqualTo(
            new Listing.Holding(
                new Identity.LocalUser("web1", 2007),
                "ann",
                Optional.empty(),
                Optional.of(Instant.parse("2026-02-01T00:00:00Z"))));
  }

  @Test
  void everyMistakeOfAPersonIsOne() {
    assertThatThrownBy(() -> toml("[accounts.ann]\ncolour = 1\n")).hasMessageContaining("colour");
    assertThatThrownBy(() -> toml("[accounts.ann]\nsites = [\"no name\"]\n"))
        .hasMessageContaining("no name is no domain");
    assertThatThrownBy(() -> toml("")).hasMessageContaining("names no account");
  }
}
