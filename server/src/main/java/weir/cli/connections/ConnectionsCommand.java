package weir.cli.connections;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.agent.connections.Connection;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.UserNames;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Table;
import weir.socket.TcpSocket;

/// `weir connections`: who on this host has a connection to a mail server now.
@Command(
    name = "connections",
    description = {
      "Show who on this host has a connection to a mail port now: destination, state, user, process,"
          + " script, and who started it; IPv4 and IPv6, containers too.",
      "It needs no server and changes nothing. As root it sees all; other users see all connections"
          + " with their users, but only their own processes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:there is none, or it could not be looked"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir connections",
      "  weir connections --every 2",
      "  weir connections --json | jq -r 'select(.state == \"syn_sent\") | .script'"
    })
public final class ConnectionsCommand extends Subcommand {
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Mixin private final LookOptions look = new LookOptions();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Look again and again, so many seconds apart.")
  private int every;

  @Option(names = "--json", description = "Each connection as JSON, on one line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!look.trouble().isEmpty()) {
      complain(look.trouble());
      return NOT;
    }
    int status = show();
    while (every > 0 && pause()) {
      if (!json && Ansi.AUTO.enabled()) {
        out().print(CLEAR);
      }
      show();
    }
    return status;
  }

  private int show() throws IOException {
    List<Connection> all = look.connections().look();
    UserNames users = look.users();
    if (json) {
      all.forEach(each -> out().println(Json.line(ConnectionLine.of(each, users))));
    } else {
      print(all, users);
    }
    out().flush();
    return all.isEmpty() ? NOT : OK;
  }

  private boolean pause() {
    try {
      Thread.sleep(Duration.ofSeconds(every));
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void print(List<Connection> all, UserNames users) {
    if (all.isEmpty()) {
      out().println("No connection to a mail port leads out of this host now.");
      return;
    }
    Table table = new Table("", "TO", "STATE", "USER", "PID", "SCRIPT OR PROGRAM");
    String above = "";
    for (Connection each : all.stream().sorted(ORDER).toList()) {
      String descent = each.maker().map(MakerText::descent).orElse("");
      row(table, each, users);
      if (!descent.equals(above)) { // many connections of one script have one descent
        each.maker().ifPresent(maker -> under(table, maker));
      }
      above = descent;
    }
    table.print(out(), style());
    long hidden =
        all.stream().filter(it -> it.maker().isEmpty() && !it.socket().isOrphan()).count();
    if (hidden > 0) {
      out().println();
      out()
          .println(
              hidden
                  + " of "
                  + all.size()
                  + " belong to processes that ended, or that only root sees.");
    }
  }

  private static final Comparator<Connection> ORDER =
      Comparator.comparingLong((Connection each) -> each.socket().uid())
          .thenComparing(each -> each.socket().remote());

  private static void row(Table table, Connection each, UserNames users) {
    table.row(
        to(each.socket()),
        each.socket().state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        each.uid().map(users::shown).orElse("nobody any more"),
        each.maker().map(it -> Long.toString(it.process().pid())).orElse("-"),
        MakerText.what(each.maker()));
  }

  private static void under(Table table, Maker maker) {
    table.under(MakerText.descent(maker));
    MakerText.container(maker).ifPresent(id -> table.under("container " + id));
  }

  /// As in a URL: an IPv6 address stands in brackets (RFC 3986 section 3.2.2).
  private static String to(TcpSocket socket) {
    return socket.remote().isV4()
        ? socket.remote() + ":" + socket.remotePort()
        : "[" + socket.remote() + "]:" + socket.remotePort();
  }
}
