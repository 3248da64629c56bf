package weir.cli.fence;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.CountedTries;
import weir.agent.fence.Fencing;
import weir.agent.fence.Standing;
import weir.agent.fence.UserClass;
import weir.agent.fence.UserClasses;
import weir.agent.fence.iptables.IptablesFencing;
import weir.agent.process.UserNames;
import weir.cli.output.Json;
import weir.fence.FenceSettings;

/// `weir fence status`: how the fence stands, and whom it counted.
@Command(
    name = "status",
    description =
        "Show how the fence of this host stands, by the kernel's word: armed or not, changed by somebody"
            + " else or not, what it counted, and for whom, with what each user probably is.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is up and kept, as it was applied",
      "1:there is none, it waits to be confirmed or was not, or somebody changed it",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir fence status",
      "  weir fence status --classes",
      "  weir fence status --json | jq '.book[] | select(.held)'"
    })
final class FenceStatus extends FenceSubcommand {
  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  @Option(
      names = "--classes",
      description =
          "Show everybody who was counted since the fence was first put up, over restarts of this host, with"
              + " what he is and what is proposed for him.")
  private boolean classes;

  /// One that was counted, for scripts.
  private record Proposed(
      long uid,
      @Nullable String user,
      int port,
      boolean held,
      long packets,
      Instant first,
      Instant last,
      String is,
      String why,
      String proposed) {}

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    if (iptables(settings).isHere()) {
      return weaker(iptables(settings).standing());
    }
    Fencing fencing = fencing(settings);
    Optional<Standing> standing = fencing.standing();
    if (classes) {
      return classes(fencing);
    }
    boolean drifted = fencing.hasDrifted().orElse(false);
    if (json) {
      standing.ifPresent(it -> out().println(Json.line(it)));
    } else {
      FencePage page = new FencePage(out(), style(), users());
      page.standing(standing);
      if (drifted) {
        page.drifted(standing.isPresent());
      }
      UserClasses kinds = new UserClasses(processes(), users());
      standing.ifPresent(it -> page.book(it, kinds));
    }
    out().flush();
    boolean sound =
        standing.filter(it -> it.isArmed() && !it.isFormer() && it.timer().isEmpty()).isPresent()
            && !drifted;
    return sound ? OK : NOT;
  }

  private int weaker(IptablesFencing.Stands it) {
    if (json) {
      out().println(Json.line(it));
    } else {
      out()
          .println(
              "By iptables. IPv4: %s. IPv6: %s. %d held%s."
                  .formatted(
                      it.v4() ? "up" : "away",
                      it.v6() ? "up" : "away",
                      it.held(),
                      it.waits() ? "; it waits to be confirmed" : ""));
    }
    out().flush();
    return it.v4() && it.v6() && !it.waits() ? OK : NOT;
  }

  private int classes(Fencing fencing) throws IOException, InterruptedException {
    UserNames users = users();
    UserClasses kinds = new UserClasses(processes(), users);
    CountedTries.Book book = new CountedTries(fencing, Clock.systemUTC()).look();
    if (json) {
      book.entries().forEach(each -> out().println(Json.line(proposed(each, kinds, users))));
    } else {
      new FencePage(out(), style(), users).classes(book, kinds);
    }
    out().flush();
    return OK;
  }

  private static Proposed proposed(CountedTries.Entry entry, UserClasses kinds, UserNames users) {
    UserClass it = kinds.of(entry.uid());
    return new Proposed(
        entry.uid(),
        users.name(entry.uid()).orElse(null),
        entry.port(),
        entry.held(),
        entry.packets(),
        entry.first(),
        entry.last(),
        Json.word(it.kind()),
        it.why(),
        it.kind().proposal());
  }
}
