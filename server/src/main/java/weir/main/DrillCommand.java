package weir.main;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.app.StartFailure;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.drill.DrillKind;
import weir.drill.Shot;
import weir.drill.Spammer;
import weir.leases.Held;
import weir.log.Logging;
import weir.response.Lease;
import weir.tls.TlsProblem;

/// `weir drill`: a compromise, played.
@Command(
    name = "drill",
    description = {
      "Play a compromised account against your rules, and print when they see it, how much has left by then, and what is done.",
      "",
      "It runs beside a live server and touches nothing of it: a gateway of its own on free ports of loopback, made-up accounts, a sink behind it, a folder that is deleted. Your rules of [outbound] are asked, each enabled as far as its file lets it go.",
      "",
      "KIND is stolen-password, script, slow or snowshoe."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it was seen",
      "1:it was not seen, or could not be played, and why",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir drill stolen-password", "  weir drill slow"})
final class DrillCommand extends Subcommand {
  /// How long a message may take from the gateway to the rules before the next one is sent.
  private static final Duration LOOK = Duration.ofMillis(250);

  /// How long it may take from an incident to what is decided about it.
  private static final Duration DECIDE = Duration.ofSeconds(1);

  /// How long what was decided may take to be in force.
  private static final Duration ACT = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 10;

  private static final String NOT_STOPPED =
      "not: nothing that the rule may do can be done at a gateway, which sees logins only; a place of [enforcement] on the web server can";

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "KIND", description = "What is played.")
  private String kind = "";

  private final Installation installation;

  DrillCommand(Installation installation) {
    this.installation = installation;
  }

  /// What has come of it so far.
  private static final class Course {
    DrillSite.@Nullable Seen seen;
    int before;
    int leftBefore;
    Duration after = Duration.ZERO;
    Optional<Held> held = Optional.empty();
    Duration acted = Duration.ZERO;
    int leftActed;
    int refused;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<DrillKind> meant = DrillKind.named(kind);
    if (meant.isEmpty()) {
      complain(
          "\"%s\" is no drill; there are stolen-password, script, slow and snowshoe"
              .formatted(Shown.text(kind)));
      return ExitCode.USAGE;
    }
    Logging.errorsOnly();
    try (DrillSite site = new DrillSite(installation.outbound(configuration.file()))) {
      site.await();
      return print(meant.get(), site, play(meant.get(), site));
    } catch (StartFailure | TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Course play(DrillKind kind, DrillSite site)
      throws IOException, InterruptedException {
    Course course = new Course();
    Spammer spammer = site.spammer();
    Instant begun = site.clock().instant();
    List<Shot> shots = kind.shots();
    for (int i = 0; i < shots.size(); i++) {
      if (i > 0) {
        site.clock().later(kind.pace());
      }
      String reply = spammer.send(shots.get(i));
      course.refused += reply.startsWith("2") ? 0 : 1;
      if (course.seen == null) {
        look(site, course);
        course.before = i + 1;
        course.after = Duration.between(begun, site.clock().instant());
      }
    }
    return course;
  }

  private static void look(DrillSite site, Course course) throws IOException, InterruptedException {
    long end = System.nanoTime() + LOOK.toNanos();
    Optional<DrillSite.Seen> seen = site.seen();
    while (seen.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
      seen = site.seen();
    }
    if (seen.isEmpty()) {
      return;
    }
    course.seen = seen.get();
    course.leftBefore = site.left();
    long begun = System.nanoTime();
    end = begun + ACT.toNanos();
    DrillSite.InForce inForce = site.inForce();
    long decided = begun + DECIDE.toNanos();
    while (inForce.held().isEmpty()
        && System.nanoTime() < (inForce.leases().isEmpty() ? decided : end)) {
      Thread.sleep(POLL_MILLIS);
      inForce = site.inForce();
    }
    course.held = inForce.held().stream().findFirst();
    course.acted = Duration.ofNanos(System.nanoTime() - begun);
    course.leftActed = site.left();
  }

  private int print(DrillKind kind, DrillSite site, Course course) throws IOException {
    int all = kind.shots().size();
    int left = site.left();
    out()
        .println(
            style()
                .bold(
                    "%s: %s. %,d messages, %s apart."
                        .formatted(kind.word(), kind.story(), all, Times.length(kind.pace()))));
    if (course.seen == null) {
      out().println("Not seen by any rule. All " + left + " messages left.");
      return NOT;
    }
    told(
        "Seen",
        "at message %,d, %s after the first: %s"
            .formatted(course.before, Times.length(course.after), sign(course.seen)));
    told("Stopped", course.held.map(held -> stopped(held, course.acted)).orElse(NOT_STOPPED));
    told(
        "Leaked",
        "%,d messages before it was seen, %,d before it was stopped, %,d in all"
            .formatted(course.leftBefore, course.held.isPresent() ? course.leftActed : left, left));
    told(
        "Refused", "%,d messages; held %,d".formatted(course.refused, all - course.refused - left));
    later(site);
    return OK;
  }

  private void told(String what, String words) {
    out().println("%-8s %s".formatted(what, words));
  }

  private static String sign(DrillSite.Seen seen) {
    return seen.sign()
        .map(sign -> Shown.text(sign.reason()) + " (" + Shown.text(sign.rule()) + ")")
        .orElse("?");
  }

  private static String stopped(Held held, Duration after) {
    return "%d ms later: %s for %s at the %s"
        .formatted(after.toMillis(), held.holding().response(), held.target(), held.point());
  }

  private void later(DrillSite site) throws IOException {
    List<Lease> leases = site.inForce().leases();
    if (leases.size() > 1) {
      out()
          .println(
              "In all   %d responses: %s"
                  .formatted(
                      leases.size(),
                      leases.stream()
                          .map(lease -> lease.response().text() + " " + lease.target())
                          .collect(Collectors.joining(", "))));
    }
  }
}
