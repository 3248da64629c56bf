package weir.gateway;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import weir.enforce.Enforcement;
import weir.login.Sasl;
import weir.nexthop.NextHop;
import weir.smtp.Extensions;
import weir.smtp.Keyword;
import weir.smtp.Reply;
import weir.smtp.TransactionLimits;
import weir.verdict.Hello;
import weir.verdict.Stage;

/// HELO and EHLO: takes the name, offers what we and all next hops can do.
final class OnHello {
  /// What we do with every client, whatever the hops can do.
  private static final Set<Keyword> OURS =
      Set.of(Keyword.SIZE, Keyword.PIPELINING, Keyword.CHUNKING, Keyword.ENHANCEDSTATUSCODES);

  private static final Set<String> XCLIENT =
      Set.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT");

  private final Talk talk;
  private final Records records;

  OnHello(Talk talk, Records records) {
    this.talk = talk;
    this.records = records;
  }

  Answer hello(String name, boolean extended) throws InterruptedException {
    // RFC 5321 section 4.1.4: a second EHLO resets as RSET does.
    records.transactionAbandoned();
    talk.inspection().forgetFrom(Stage.HELO);
    talk.facts(talk.facts().withHello(new Hello(name, extended)));
    Enforcement enforcement = talk.judge(Stage.HELO, "", talk.policy());
    if (enforcement.refusal().isPresent()) {
      talk.facts(talk.facts().withoutHello());
      return answer(enforcement.refusal().get(), enforcement);
    }
    Extensions offered = extended ? offered() : Extensions.NONE;
    talk.offer(offered);
    return answer(greeted(offered), enforcement);
  }

  private static Answer answer(Reply reply, Enforcement enforcement) {
    return new Answer.Say(reply, enforcement.delay(), Answer.CountedAs.IDLE);
  }

  private Reply greeted(Extensions offered) {
    List<String> lines = new ArrayList<>();
    lines.add(talk.gateway.hostName().name());
    lines.addAll(offered.lines());
    return new Reply(250, "", lines, false);
  }

  /// Hop-local extensions are ours; those that reach from end to end are what every hop can do.
  private Extensions offered() {
    Set<Keyword> keywords = EnumSet.copyOf(OURS);
    keywords.addAll(talk.site().endToEnd().keywords());
    if (talk.offersTls() && !talk.secured()) {
      keywords.add(Keyword.STARTTLS);
    }
    if (recipientsCanDiffer()) {
      keywords.add(Keyword.PRDR);
    }
    return new Extensions(
        keywords,
        OptionalLong.of(talk.site().largestMessage(talk.facts().attributes())),
        TransactionLimits.of(talk.limits().transactions(), recipientsAtOnce()),
        talk.takesLogins() && talk.secured() ? Set.copyOf(Sasl.MECHANISMS) : Set.of(),
        talk.mayNameClients() ? XCLIENT : Set.of(),
        Set.of());
  }

  /// RFC 9422 section 4.2: the most recipients that a transaction may have. That is not what every
  /// one may have: who goes to a next hop by LMTP without PRDR has one, and the others are told
  /// 452. When EHLO is answered nobody knows yet which hop it will be and whether the client asks
  /// for PRDR, and who believed in one recipient would not come to ask. So the hop that takes most
  /// counts.
  private int recipientsAtOnce() {
    int most = 0;
    for (NextHop hop : talk.site().hops().values()) {
      most = Math.max(most, hop.recipientsAtOnce(true));
    }
    int ours = talk.limits().recipients();
    return most == 0 ? ours : Math.min(ours, most);
  }

  /// Where PRDR is of use: there are two policies, or a next hop that answers for each recipient.
  private boolean recipientsCanDiffer() {
    if (talk.inspection().book().policies().named().size() > 1) {
      return true;
    }
    for (NextHop hop : talk.site().hops().values()) {
      if (hop.recipientsAtOnce(true) > hop.recipientsAtOnce(false)) {
        return true;
      }
    }
    return false;
  }
}
