package weir.gateway;

import weir.smtp.Command;
import weir.verdict.Facts;
import weir.verdict.Hello;

/// Notices a client that sends the next command before it may.
///
/// RFC 2920 section 3.1: EHLO, DATA, VRFY, EXPN, QUIT, NOOP and what changes the protocol come last
/// of a group; and without EHLO nothing may be grouped at all.
final class Pipelining {
  private Pipelining() {}

  static void look(Talk talk, Command command) {
    Facts facts = talk.facts();
    if (talk.lines.buffered() == 0 || facts.counts().pipelining()) {
      return;
    }
    boolean offered = facts.hello().map(Hello::extended).orElse(false);
    if (!offered || command.verb().lastOfGroup()) {
      talk.facts(facts.withCounts(facts.counts().withPipelining()));
    }
  }
}
