package weir.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.uplink.Order;
import weir.uplink.Report;

class MessagesTest {
  private static final Instant T = Instant.parse("2026-12-01T08:00:00.123Z");
  private static final IpAddress FAR = IpAddress.parse("203.0.113.9").orElseThrow();

  @Test
  void everyKindOfReportComesBackAsItWas() throws NotUnderstood {
    Report.Program program =
        new Report.Program(
            7,
            "perl x.pl",
            Optional.of("/usr/bin/perl"),
            Optional.of("/home/shop"),
            Optional.of("/home/shop/x.pl"),
            Optional.of("by its command line"),
            Optional.empty(),
            List.of("sh", "cron"),
            Optional.of("ab"),
            Optional.of("GET /x.pl"),
            Optional.of("shop"),
            Optional.of("0123456789ab"),
            OptionalLong.of(2001),
            Optional.of("shop.example"),
            Optional.of("why"));
    List<Report> all =
        List.of(
            new Report.Connection(
                T,
                Report.Fate.HELD,
                OptionalLong.of(2001),
                Optional.of("shop"),
                IpAddress.parse("2001:db8::1").orElseThrow(),
                40_000,
                FAR,
                25,
                "caller",
                Optional.of(program),
                Duration.ofMillis(3)),
            new Report.Counted(T, 2001, 25, true, true, 9),
            new Report.Fence(T, Report.FenceState.ENFORCING, Optional.of("odd")),
            new Report.Verified(T, true, List.of("one")),
            new Report.Carried(
                T,
                "ID",
                Optional.empty(),
                Optional.of(new Found.Ours("LEASE", new Response.Throttle(30)))),
            new Report.Carried(
                T,
                "ID",
                Optional.empty(),
                Optional.of(new Found.Ours("LEASE", new Response.Fence()).until(T))),
            new Report.Carried(
                T, "ID", Optional.of("no"), Optional.of(new Found.Nothing("as it was"))),
            new Report.Dropped(T, 5),
            new Report.Alive(T, "1", List.of("fence"), List.of()));
    for (Report each : all) {
      assertThat(Messages.report(Messages.line(each))).isEqualTo(each);
    }
  }

  @Test
  void anOlderAgentTellsNoEndOfALease() throws NotUnderstood {
    Report.Carried told =
        new Report.Carried(
            T,
            "ID",
            Optional.empty(),
            Optional.of(new Found.Ours("LEASE", new Response.Fence()).until(T)));
    String older = Messages.line(told).replaceFirst(",\"until\":\"[^\"]*\"", "");
    assertThat(older).doesNotContain("until");
    assertThat(((Report.Carried) Messages.report(older)).found())
        .contains(new Found.Ours("LEASE", new Response.Fence()));
  }

  @Test
  void whatAnOlderAgentDoesNotTellIsEmpty() throws NotUnderstood {
    String older =
        """
        {"kind":"Connection","at":"2026-12-01T08:00:00Z","fate":"HELD","uid":33,"user":null,\
        "from":"192.0.2.1","fromPort":4000,"to":"203.0.113.9","toPort":25,"by":"caller",\
        "program":{"pid":7,"command":"perl x.pl","parents":[]},"took":0.001}
        """;
    Report.Connection read = (Report.Connection) Messages.report(older);
    Report.Program program = read.program().orElseThrow();
    assertThat(program.pool()).isEmpty();
    assertThat(program.container()).isEmpty();
    assertThat(program.slice()).isEmpty();
    assertThat(program.site()).isEmpty();
    assertThat(program.cause()).isEmpty();
  }

  @Test
  void aScriptKeepsItsOctets() throws NotUnderstood {
    Report.Script script =
        new Report.Script(T, "/x.php", "00", 3, T, 2001, "rw-r--r--", new byte[] {0, -1, 10});
    assertThat(Messages.report(Messages.line(script))).usingRecursiveComparison().isEqualTo(script);
  }

  @Test
  void whatALogToldComesBackAsItWas() throws NotUnderstood {
    Witness witness = new Witness("exim", "web1", T, Writer.SERVER);
    QueueKey key = new QueueKey("web1", "1a-2b", T);
    Report.Seen seen =
        new Report.Seen(
            T,
            "exim",
            OptionalLong.of(12),
            List.of(
                new Observation.Entered(
                    witness,
                    key,
                    Optional.of(new Entrance.Program(OptionalLong.of(2001), Optional.of("shop"))),
                    "shop@shop.example",
                    OptionalLong.of(900),
                    OptionalInt.of(2),
                    Optional.of("<a@b>"),
                    Optional.of("hello"),
                    Optional.empty(),
                    Optional.of("/home/shop"),
                    Optional.empty(),
                    Optional.empty(),
                    new Likeness(Optional.of(new Template(-5)), List.of("x.example"))),
                new Observation.Ended(witness, key)));
    assertThat(Messages.report(Messages.line(seen))).isEqualTo(seen);
  }

  @Test
  void everyKindOfOrderComesBackAsItWas() throws NotUnderstood {
    Target user = new Target.LocalUser("web1", "2001");
    List<Order.Verb> verbs =
        List.of(
            new Order.Look(
                new Target.Program("web1", "/home/shop/x y.php"), new Response.Suspend()),
            new Order.Put("LEASE", user, new Response.Fence(), T, "why"),
            new Order.Take("LEASE", user),
            new Order.Verify(),
            new Order.Stage(true));
    for (Order.Verb verb : verbs) {
      Order order = new Order("ID", "web1", 9, T, verb);
      assertThat(Messages.order(Messages.line(order))).isEqualTo(order);
    }
  }

  @Test
  void ofALaterVersionTheKnownPartIsRead() throws NotUnderstood {
    assertThat(
            Messages.report(
                "{\"kind\":\"Dropped\",\"at\":\"2026-12-01T08:00:00Z\",\"reports\":3,\"more\":{}}"))
        .isEqualTo(new Report.Dropped(Instant.parse("2026-12-01T08:00:00Z"), 3));
    assertThatThrownBy(
            () -> Messages.report("{\"kind\":\"Later\",\"at\":\"2026-12-01T08:00:00Z\"}"))
        .isInstanceOf(NotUnderstood.class);
    for (String none :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"kind\":\"Dropped\",\"at\":\"never\"}",
            "{\"kind\":\"Connection\"}",
            "{\"kind\":\"Alive\",\"at\":\"2026-12-01T08:00:00Z\",\"version\":\"1\",\"powers\":[null],\"degraded\":[]}")) {
      assertThatThrownBy(() -> Messages.report(none)).isInstanceOf(NotUnderstood.class);
    }
  }
}
