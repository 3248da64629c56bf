package weir.agent.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import weir.netlink.NetlinkMessage;
import weir.netlink.RulesetNews;

/// Hears of each change to the rules of nftables, whoever makes it, in the network namespace of the
/// thread that opens it. It takes CAP_NET_ADMIN. For one thread.
public final class RulesetListener implements AutoCloseable {
  /// Octets for what was not read yet: a ruleset of thousands of rules that is flushed.
  private static final int ROOM = 1 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NetlinkSocket news;
  private final NetlinkSocket questions;
  private int sequence;

  private RulesetListener(NetlinkSocket news, NetlinkSocket questions) {
    this.news = news;
    this.questions = questions;
  }

  /// @throws Refused where that is not ours to hear
  public static RulesetListener open() throws IOException {
    NetlinkSocket news = new NetlinkSocket(NetlinkSocket.NETFILTER, "nftables");
    try {
      news.room(ROOM);
      news.join(RulesetNews.GROUP);
      return new RulesetListener(news, new NetlinkSocket(NetlinkSocket.NETFILTER, "nftables"));
    } catch (IOException e) {
      news.close();
      throw e;
    }
  }

  /// Hands on what came since, in its order; waits for something that long. What was lost because
  /// too much came shows [#generation].
  public void read(Duration patience, Consumer<RulesetNews> to) throws IOException {
    try {
      news.receive(patience)
          .orElse(List.of())
          .forEach(message -> RulesetNews.read(message).ifPresent(to));
    } catch (Refused e) {
      if (e.errno() != Refused.ENOBUFS) {
        throw e;
      }
    }
  }

  /// The number of the ruleset, which is another after each transaction.
  public long generation() throws IOException {
    RulesetNews answer = ask(RulesetNews.askGeneration(++sequence));
    return answer instanceof RulesetNews.Done done ? done.generation() : 0;
  }

  /// Whether there is a table of that name for IPv4 and IPv6.
  public boolean has(String table) throws IOException {
    try {
      ask(RulesetNews.askTable(table, ++sequence));
      return true;
    } catch (Refused e) {
      if (e.errno() == Refused.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  private RulesetNews ask(byte[] question) throws IOException {
    questions.send(question);
    while (true) {
      List<NetlinkMessage> answers =
          questions
              .receive(PATIENCE)
              .orElseThrow(() -> new IOException("nftables: no answer within 5 s"));
      for (NetlinkMessage answer : answers) {
        if (answer.sequence() != sequence) {
          continue;
        }
        if (answer.type() == NetlinkMessage.ERROR && answer.errno() != 0) {
          throw new Refused("nftables", answer.errno());
        }
        Optional<RulesetNews> said = RulesetNews.read(answer);
        if (said.isPresent()) {
          return said.get();
        }
      }
    }
  }

  @Override
  public void close() {
    news.close();
    questions.close();
  }
}
