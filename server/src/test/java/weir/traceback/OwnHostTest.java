package weir.traceback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.tracekeys.KeyFile;
import weir.tracekeys.TraceSettings;
import weir.tracing.Issue;
import weir.tracing.Reported;
import weir.tracing.Suspect;
import weir.tracing.TraceKeys;
import weir.tracing.Traced;
import weir.tracing.Tracer;

class OwnHostTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Instant AT = Instant.parse("2026-11-25T08:00:02Z");
  private static final String DATE = "Wed, 25 Nov 2026 08:00:00 +0000";
  private static final String NAME = "mx.provider.example";
  private static final List<IpAddress> ADDRESSES =
      List.of(IpAddress.parse("45.51.100.20").orElseThrow());

  private static final Issue ISSUE =
      new Issue(
          NAME,
          new Entrance.Client(
              IpAddress.parse("203.0.113.9"),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(new Entrance.Login("AUTH", "ann@shop.example"))),
          AT,
          Optional.of("offer"),
          List.of("bob@reporter.example"));

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TraceKeys keys;

  @BeforeEach
  void makeKeys() throws IOException {
    TraceSettings settings =
        new TraceSettings(
            true, Optional.empty(), true, Duration.ofDays(30), Duration.ofDays(120), List.of());
    keys = KeyFile.open(settings.file(folder), settings, InstantSource.fixed(NOW)).keys();
  }

  private static Directory book(Host... hosts) {
    return AccountBook.of(
        List.of(Account.of("shop")),
        List.of(Tenure.always(Identity.Login.of("ann@shop.example"), "shop")),
        Map.of(),
        List.of(hosts));
  }

  private Traced trace(Directory directory) {
    String token =
        keys.seal("7h2kq0m5n9xbd", Optional.of("<1@pc>"), Optional.of(DATE)).orElseThrow().text();
    List<String> received =
        List.of(
            "from mx.provider.example (unknown [45.51.100.20]) by mx.reporter.example (Postfix)"
                + " with ESMTP id 4F1 for <bob@reporter.example>; Wed, 25 Nov 2026 08:00:09 +0000",
            "from pc (unknown [203.0.113.9]) by mx.provider.example with ESMTPSA id "
                + token
                + "; Wed, 25 Nov 2026 08:00:02 +0000");
    Suspect suspect =
        new Suspect(
            Reported.of(received),
            String.join("\n", received),
            Optional.of("<1@pc>"),
            Optional.of(DATE),
            Optional.of("offer"));
    return new Tracer(directory, List.of(), keys, _ -> Optional.of(ISSUE)).trace(suspect, NOW);
  }

  @Test
  void theGatewayIsAHostOfOursThoughNobodyHasSaidSo() {
    Traced traced = trace(new OwnHost(book(), NAME, ADDRESSES));
    assertThat(traced.trail().host().map(Host::name)).contains(NAME);
    assertThat(traced.found().account().map(Account::id)).contains("shop");
    assertThat(traced.found().confidence())
        .as("what else runs on the machine is not said")
        .isEqualTo(Confidence.STRONG);
    assertThat(trace(book()).found().confidence()).as("twin").isEqualTo(Confidence.CLAIMED);
  }

  @Test
  void itIsCertainWhereTheDirectoryHasItsRolesUnderAnotherName() {
    Host mail = new Host("mx", List.of(), Set.of(Host.Role.MAIL), Set.of());
    Traced traced = trace(new OwnHost(book(mail), NAME, ADDRESSES));
    assertThat(traced.trail().host().map(Host::name)).contains(NAME);
    assertThat(traced.found().confidence()).isEqualTo(Confidence.CERTAIN);
    Host web = new Host("mx", List.of(), Set.of(Host.Role.WEB), Set.of());
    assertThat(trace(new OwnHost(book(web), NAME, ADDRESSES)).found().confidence())
        .as("twin: customers' programs run there")
        .isEqualTo(Confidence.STRONG);
  }

  /// Another machine of the provider's that has the same first label.
  @Test
  void anotherHostIsNotTakenForIt() {
    Host other = new Host("mx.b.example", List.of(), Set.of(Host.Role.MAIL), Set.of());
    Traced traced = trace(new OwnHost(book(other), NAME, ADDRESSES));
    assertThat(traced.trail().host().map(Host::roles)).contains(Set.of());
  }
}
