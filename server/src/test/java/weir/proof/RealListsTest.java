package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.config.SettingsCheck;
import weir.dns.Answer;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.ReturnCodes;
import weir.lists.Catalogue;
import weir.lists.ListWatch;
import weir.lists.Lists;
import weir.lists.ListsSettings;
import weir.lists.TestResult;
import weir.lists.Watched;
import weir.net.IpAddress;
import weir.resolver.DnsResolver;
import weir.resolver.ResolverSettings;
import weir.state.MemoryState;
import weir.testkit.FreePort;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// Lists served by a real rbldnsd and asked through a real unbound: every kind of answer and of
/// failure, as our resolver and the watch over lists see it.
class RealListsTest {
  private static final IpAddress CLIENT = IpAddress.parse("45.51.100.99").orElseThrow();
  private static final String LONG = "long ".repeat(190).strip();

  private static PeerHost host;
  private static DnsResolver resolver;

  @BeforeAll
  static void listsAreServed() throws IOException {
    host = PeerRoot.require("rest").start();
    int listsPort = FreePort.any();
    int port = FreePort.any();
    write("/tmp/good", ":127.0.0.2:see http://good.example/?$\n127.0.0.2\n45.51.100.99\n");
    write("/tmp/world", "0.0.0.0/0 :127.0.0.2:everybody\n");
    write("/tmp/names", "test :127.0.1.2:test\nspam.example.net :127.0.1.2:spam\n");
    write("/tmp/empty", "192.0.2.1\n");
    Process lists =
        host.start(
            "rbldnsd",
            "-n",
            "-u",
            "nobody",
            "-r",
            "/tmp",
            "-b",
            "127.0.0.1/" + listsPort,
            "good.example:ip4set:good",
            "world.example:ip4trie:world",
            "names.example:dnset:names",
            "empty.example:ip4set:empty");
    assertThat(lists.isAlive()).isTrue();
    StringBuilder stubs = new StringBuilder();
    for (String zone : List.of("good", "world", "names", "empty")) {
      stubs.append(
          "stub-zone:\n  name: \"%s.example.\"\n  stub-addr: 127.0.0.1@%d\n"
              .formatted(zone, listsPort));
    }
    write(
        "/etc/unbound/lists.conf",
        """
        server:
          interface: 127.0.0.1
          port: %d
          do-daemonize: yes
          username: ""
          chroot: ""
          pidfile: "/tmp/lists-unbound.pid"
          module-config: "iterator"
          do-not-query-localhost: no
          max-udp-size: 512
          local-zone: "refused.example." refuse
          local-zone: "silent.example." deny
          local-zone: "dead.example." always_nxdomain
          local-zone: "sold.example." redirect
          local-data: "sold.example. A 203.0.113.80"
          local-zone: "big.example." static
          local-data: '99.100.51.45.big.example. A 127.0.0.2'
          local-data: '99.100.51.45.big.example. TXT "%s" "%s" "%s"'
        stub-zone:
          name: "servfail.example."
          stub-addr: 127.0.0.1@1
        %s
        """
            .formatted(
                port,
                LONG.substring(0, 250),
                LONG.substring(0, 250),
                LONG.substring(0, 250),
                stubs));
    host.run("unbound", "-c", "/etc/unbound/lists.conf").orFail();
    resolver =
        DnsResolver.start(
            SettingsCheck.bound(
                ResolverSettings.class,
                "servers = [\"127.0.0.1:%d\"]\ndeadline = \"3s\"\npatience = \"1s\""
                    .formatted(port)));
  }

  private static void write(String file, String text) throws IOException {
    Files.writeString(host.file(file), text);
  }

  @AfterAll
  static void theyEnd() {
    if (resolver != null) {
      resolver.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private static Answer ask(Question question) {
    return resolver.await(question, Instant.now().plusSeconds(10));
  }

  private static ListAnswer listed(String zone) {
    return ListQuery.meaning(ask(ListQuery.address(CLIENT, zone).orElseThrow()), ReturnCodes.ANY);
  }

  @Test
  void aListingHasItsCodeAndItsText() {
    assertThat(listed("good.example")).isInstanceOf(ListAnswer.Listed.class);
    Question question = ListQuery.address(CLIENT, "good.example").orElseThrow();
    assertThat(ListQuery.reason(ask(ListQuery.reason(question))))
        .contains("see http://good.example/?45.51.100.99");
  }

  @Test
  void whoIsNotListedIsNot() {
    assertThat(listed("empty.example")).isEqualTo(new ListAnswer.NotListed(List.of()));
    assertThat(listed("dead.example")).isEqualTo(new ListAnswer.NotListed(List.of()));
  }

  @Test
  void refusedServfailAndSilenceCouldNotTell() {
    for (String zone : List.of("refused.example", "servfail.example", "silent.example")) {
      assertThat(listed(zone)).as(zone).isInstanceOf(ListAnswer.Failed.class);
    }
  }

  @Test
  void aTextThatIsTooLongForAPacketComesOverTcp() {
    long before = resolver.counts().overTcp();
    Answer text = ask(new Question("99.100.51.45.big.example", RecordType.TXT));
    assertThat(ListQuery.reason(text).orElseThrow()).hasSizeGreaterThan(ListQuery.MAX_REASON - 10);
    assertThat(resolver.counts().overTcp()).isGreaterThan(before);
  }

  private static TestResult tested(String zone, Catalogue.Kind kind, Watched.Points points) {
    Lists lists = new Lists(InstantSource.system());
    ListWatch watch =
        new ListWatch(lists, resolver, new MemoryState(), InstantSource.system(), new Random(7));
    watch.use(
        List.of(new Watched(zone, kind, points, Set.of())),
        SettingsCheck.defaults(ListsSettings.class),
        List.of());
    return watch.test(zone).orElseThrow();
  }

  private static TestResult tested(String zone) {
    return tested(zone, Catalogue.Kind.BLOCK, Watched.Points.V4);
  }

  @Test
  void soundListsPassTheirTest() {
    assertThat(tested("good.example")).isEqualTo(new TestResult.Good());
    assertThat(tested("names.example", Catalogue.Kind.NAMES, Watched.Points.NAMES))
        .isEqualTo(new TestResult.Good());
  }

  @Test
  void hostile_074_aListThatListsEverythingIsOutAfterOneTestThroughARealResolver() {
    Lists lists = new Lists(InstantSource.system());
    ListWatch watch =
        new ListWatch(lists, resolver, new MemoryState(), InstantSource.system(), new Random(7));
    List<String> zones = List.of("good.example", "world.example", "sold.example", "dead.example");
    watch.use(
        zones.stream()
            .map(zone -> new Watched(zone, Catalogue.Kind.BLOCK, Watched.Points.V4, Set.of()))
            .toList(),
        SettingsCheck.defaults(ListsSettings.class),
        List.of());

    assertThat(listed("world.example"))
        .as("what a check would hear")
        .isInstanceOf(ListAnswer.Listed.class);
    zones.forEach(watch::test);

    assertThat(zones).filteredOn(zone -> lists.of(zone).out()).isEqualTo(zones.subList(1, 4));
  }

  @Test
  void vector_06_aListOfTheWorldAnEmptyOneAndASoldOneFailIt() {
    assertThat(tested("world.example"))
        .isInstanceOfSatisfying(
            TestResult.Wrong.class, wrong -> assertThat(wrong.wrong()).contains("nobody may"));
    assertThat(tested("empty.example"))
        .isInstanceOfSatisfying(
            TestResult.Wrong.class, wrong -> assertThat(wrong.wrong()).contains("must be listed"));
    assertThat(tested("dead.example")).isInstanceOf(TestResult.Wrong.class);
    assertThat(tested("sold.example"))
        .isInstanceOfSatisfying(
            TestResult.Wrong.class,
            wrong -> assertThat(wrong.wrong()).contains("perhaps its domain was sold"));
  }

  @Test
  void aListThatDoesNotAnswerCouldNotTell() {
    assertThat(tested("silent.example")).isInstanceOf(TestResult.Silent.class);
    assertThat(tested("refused.example")).isInstanceOf(TestResult.Silent.class);
    assertThat(tested("servfail.example")).isInstanceOf(TestResult.Silent.class);
  }
}
