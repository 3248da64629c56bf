package weir.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;
import weir.cli.output.ShownMessage;

/// `weir held show`: all of one message but its text, or its octets.
@Command(
    name = "show",
    description =
        "Show a held message: envelope, verdict and findings, header. Or the message itself.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown",
      "1:there is no such message, or it is gone",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir held show 7h2kq0m5n9xbd",
      "  weir held show 7h2kq0m5n9xbd/2 --message > message.eml"
    })
final class HeldShow extends ServerCommand {
  private static final Set<String> HERE = Set.of("pending", "held", "releasing");

  @Parameters(
      paramLabel = "ID",
      description = "The id in the 250, for all copies, or ID/2 for one of them.")
  private String name = "";

  @Option(
      names = "--message",
      description =
          "Write the message to standard output, with several copies the first: as it is, but to a terminal with control characters made visible.")
  private boolean message;

  @Option(
      names = "--raw",
      description = "With --message: as it is to a terminal, too, which will obey what is in it.")
  private boolean raw;

  @Option(
      names = "--json",
      description = "One JSON object a copy, with everything but the message.")
  private boolean json;

  private @Nullable ShownMessage shown;

  /// What has come of the message so far.
  private long read;

  private long size = Long.MAX_VALUE;

  HeldShow(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Held.Show(name));
  }

  @Override
  protected int print(Answer answer) {
    try {
      if (answer instanceof Answer.HeldMessages(var messages)) {
        return messages(messages);
      }
      return answer instanceof Answer.HeldOctets(var base64, var all)
          ? octets(base64, all)
          : unexpected(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int messages(List<HeldLine> messages) throws IOException {
    if (message) {
      return whole(messages.getFirst());
    }
    if (json) {
      messages.forEach(it -> out().println(Json.line(it)));
      return OK;
    }
    for (HeldLine it : messages) {
      if (it.copy() != messages.getFirst().copy()) {
        out().println();
      }
      new HeldPage(out(), style()).print(it);
      if (HERE.contains(it.state())) {
        ask(new Request.Held.Read(it.id(), it.copy(), 0));
      }
    }
    return OK;
  }

  private int whole(HeldLine it) throws IOException {
    if (!raw && installation().terminal().shows()) {
      shown = new ShownMessage(out());
    }
    int status = OK;
    while (status == OK && read < size) {
      status = ask(new Request.Held.Read(it.id(), it.copy(), read));
    }
    if (shown != null) {
      shown.end();
    }
    return status;
  }

  private int octets(String base64, long all) throws IOException {
    byte[] octets = Base64.getDecoder().decode(base64);
    if (!message) {
      new HeldPage(out(), style()).header(new String(octets, UTF_8));
      return OK;
    }
    if (shown != null) {
      shown.add(octets);
    } else {
      out().flush();
      System.out.write(octets);
      System.out.flush();
    }
    read += octets.length;
    size = octets.length == 0 ? read : all;
    return OK;
  }
}
