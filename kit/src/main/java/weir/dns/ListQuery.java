package weir.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;

/// Questions to a DNS block or allow list, and the meaning of its answers (RFC 5782).
///
/// Ask for [#address] (or [#domain]), read the answer with [#meaning]; ask for [#reason] only when
/// its text is going to be used. Whether a private or reserved address should be asked about at all
/// is the caller's decision.
public final class ListQuery {

  /// A listing's text is cut at this many characters.
  public static final int MAX_REASON = 400;

  private static final int ERROR_RANGE = 0x7fffff; // 127.255.255.0/24
  private static final int URI_LIST_REFUSAL = 0x7f000001; // 127.0.0.1
  private static final int DOMAIN_LIST_REFUSAL = 0x7f0001ff; // 127.0.1.255

  private ListQuery() {}

  /// "Is this address on the list?" IPv4 by reversed octets, IPv6 by reversed nibbles (RFC 5782
  /// sections 2.1 and 2.4). Always an A record, for both. Nothing when zone and address together
  /// are too long for a name.
  public static Optional<Question> address(IpAddress address, String zone) {
    return Question.of(address.reversed() + "." + zone, RecordType.A);
  }

  /// "Is this domain on the list?" (RFC 5782 section 3). Nothing when both together are too long
  /// for a name.
  public static Optional<Question> domain(String domain, String zone) {
    return Question.of(domain + "." + zone, RecordType.A);
  }

  /// "Why is it listed?", about the same name.
  public static Question reason(Question listing) {
    return new Question(listing.name(), RecordType.TXT);
  }

  /// The first text of the answer to [#reason], printable, at most [#MAX_REASON] characters.
  public static Optional<String> reason(Answer answer) {
    return switch (answer) {
      case Answer.Found found ->
          found.records().stream()
              .filter(DnsRecord.Text.class::isInstance)
              .map(record -> ((DnsRecord.Text) record).printable(MAX_REASON).strip())
              .filter(text -> !text.isEmpty())
              .findFirst();
      case Answer.Absent _, Answer.Failed _ -> Optional.empty();
    };
  }

  /// What the answer says.
  public static ListAnswer meaning(Answer answer, ReturnCodes counted) {
    return meaning(answer, counted, Set.of());
  }

  /// The same of a list that has values of its own for "I do not serve you".
  ///
  /// @param errors such values: never a listing, whatever is counted
  public static ListAnswer meaning(Answer answer, ReturnCodes counted, Set<IpAddress> errors) {
    return switch (answer) {
      case Answer.Found found -> meaning(found.records(), counted, errors);
      case Answer.Absent _ -> new ListAnswer.NotListed(List.of());
      case Answer.Failed(var cause, var kind) ->
          new ListAnswer.Failed(
              cause,
              switch (kind) {
                case TIMEOUT -> ListAnswer.Failure.TIMEOUT;
                case SERVER, OURS -> ListAnswer.Failure.DNS;
              });
    };
  }

  private static ListAnswer meaning(
      List<DnsRecord> records, ReturnCodes counted, Set<IpAddress> errors) {
    List<IpAddress> listed = new ArrayList<>();
    List<IpAddress> ignored = new ArrayList<>();
    for (DnsRecord record : records) {
      if (!(record instanceof DnsRecord.Address(IpAddress address))) {
        continue;
      }
      int code = (int) address.low();
      if (!address.isV4() || !ReturnCodes.isLoopback(code)) {
        ignored.add(address);
      } else if (errors.contains(address) || isRefusal(code, counted)) {
        // One such value spoils the whole answer: no listing may rest on a list that does not serve
        // us.
        return new ListAnswer.Failed(
            "the list answers " + address + ": " + refusal(code), ListAnswer.Failure.REFUSES_US);
      } else {
        (counted.take(code) ? listed : ignored).add(address);
      }
    }
    return listed.isEmpty()
        ? new ListAnswer.NotListed(List.copyOf(ignored))
        : new ListAnswer.Listed(List.copyOf(listed));
  }

  /// 127.255.255.0/24 is never a listing, whatever is configured. Lists of domains also refuse with
  /// 127.0.0.1 (which RFC 5782 gives no meaning) and 127.0.1.255; these are taken as such unless
  /// the return codes name them.
  private static boolean isRefusal(int code, ReturnCodes counted) {
    return (code >>> 8) == ERROR_RANGE
        || ((code == URI_LIST_REFUSAL || code == DOMAIN_LIST_REFUSAL) && !counted.isNamed(code));
  }

  private static String refusal(int code) {
    return switch (code) {
      case 0x7ffffffc -> "the name of the zone is mistyped";
      case 0x7ffffffe -> "it does not serve public or unattributable resolvers";
      case 0x7fffffff -> "too many questions";
      case DOMAIN_LIST_REFUSAL -> "it lists domains and was asked about an address";
      default -> "it refuses our questions";
    };
  }

  /// Questions that a list of addresses in good health answers with yes (`mustBeListed`), and one
  /// it answers with no (RFC 5782 section 5). A zone that fails the first is dead; one that fails
  /// the second lists the whole world.
  ///
  /// @param ipv6 for the test points of a list of IPv6 addresses
  public static TestPoints addressTestPoints(String zone, boolean ipv6) {
    // The v6 points are mapped v4 addresses, written as nibbles all the same: ::FFFF:7F00:2 and
    // ::FFFF:7F00:1.
    String rest = ipv6 ? ".0.0.0.0.0.f.7.f.f.f.f" + ".0".repeat(20) : ".0.0.127";
    return testPoints("2" + rest, "1" + rest, zone);
  }

  /// The same for a list of domains: TEST is listed, INVALID never (RFC 5782 section 5).
  public static TestPoints domainTestPoints(String zone) {
    return testPoints("test", "invalid", zone);
  }

  private static TestPoints testPoints(String listed, String unlisted, String zone) {
    return new TestPoints(
        new Question(listed + "." + zone, RecordType.A),
        new Question(unlisted + "." + zone, RecordType.A));
  }

  /// The two questions that tell whether a list is in good health.
  public record TestPoints(Question mustBeListed, Question mustNotBeListed) {}
}
