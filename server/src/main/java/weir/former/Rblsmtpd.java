package weir.former;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.dns.DnsRecord;
import weir.dns.RecordType;
import weir.net.IpAddress;

/// rblsmtpd of ucspi-tcp 0.88: whether it lets a client through to the mail server, or plays one
/// itself that refuses everything.
///
/// Its traps, kept here as they were: a look-up that fails means "not listed" for a block list and
/// "let in" for an allow list; one failure makes every later refusal a 451; the first source that
/// says something wins, so that the order on the command line is the policy; the address of an IPv6
/// client cannot be asked for.
public final class Rblsmtpd {
  private static final int LONGEST_TEXT = 200;

  private final RblsmtpdOptions options;
  private final String place;

  /// @param place where its command line stands
  public Rblsmtpd(RblsmtpdOptions options, String place) {
    this.options = options;
    this.place = place;
  }

  /// What it makes of a client.
  ///
  /// @param reply what its session says to every command that matters; empty to let the client in
  /// @param because what decided
  public record Answer(Optional<String> reply, String because) {
    /// The session it plays.
    public RblsmtpdSession session() {
      return new RblsmtpdSession(reply.orElseThrow());
    }
  }

  /// @param variable `RBLSMTPD` of the environment, which decides alone where it is set
  public Answer ask(IpAddress client, Optional<String> variable, Lookups dns) {
    if (variable.isPresent()) {
      return byVariable(variable.get());
    }
    boolean failed = false;
    for (RblsmtpdOptions.Source source : options.sources()) {
      Looked looked = look(source, client, dns);
      failed |= looked.failed();
      if (looked.decided().isPresent()) {
        String because =
            place + ": -" + (source instanceof RblsmtpdOptions.Source.Allow ? "a " : "r ");
        return looked.decided().get().answer(failed, because + source.zone());
      }
    }
    return new Answer(Optional.empty(), place + ": on no list");
  }

  private static Answer byVariable(String variable) {
    // One character for each octet, as texts from DNS are.
    String value =
        new String(variable.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    if (value.isEmpty()) {
      return new Answer(Optional.empty(), "RBLSMTPD is empty");
    }
    boolean forGood = value.startsWith("-");
    String text = forGood ? value.substring(1) : value;
    return new Answer(Optional.of(reply(forGood, text)), "RBLSMTPD");
  }

  private record Decided(boolean refuses, boolean forGood, String text) {
    Answer answer(boolean failed, String because) {
      return new Answer(
          refuses ? Optional.of(reply(forGood && !failed, text)) : Optional.empty(), because);
    }
  }

  private record Looked(boolean failed, Optional<Decided> decided) {}

  private static Looked look(RblsmtpdOptions.Source source, IpAddress client, Lookups dns) {
    String name = reversed(client) + "." + source.zone();
    return switch (source) {
      case RblsmtpdOptions.Source.Allow allow -> {
        Lookups.Names found = dns.ask(name, RecordType.A);
        boolean lets = found.failed() ? !allow.failClosed() : !found.isEmpty();
        yield new Looked(
            found.failed(), lets ? Optional.of(new Decided(false, false, "")) : Optional.empty());
      }
      case RblsmtpdOptions.Source.Block block -> block(block, name, client, dns);
    };
  }

  private static Looked block(
      RblsmtpdOptions.Source.Block block, String name, IpAddress client, Lookups dns) {
    Lookups.Names found = dns.ask(name, block.text().isPresent() ? RecordType.A : RecordType.TXT);
    if (found.failed()) {
      return new Looked(
          true,
          block.failClosed()
              ? Optional.of(new Decided(true, false, "temporary RBL lookup error"))
              : Optional.empty());
    }
    String text =
        block
            .text()
            .map(own -> own.replace("%IP%", client.toString()))
            .orElseGet(() -> texts(found.records()));
    boolean listed = block.text().isPresent() ? !found.isEmpty() : !text.isEmpty();
    return new Looked(
        false, listed ? Optional.of(new Decided(true, block.forGood(), text)) : Optional.empty());
  }

  /// All texts, one directly after the other.
  private static String texts(List<DnsRecord> records) {
    return records.stream()
        .filter(DnsRecord.Text.class::isInstance)
        .map(record -> ((DnsRecord.Text) record).text())
        .collect(Collectors.joining());
  }

  /// It turns the parts between dots around, which makes no name of an IPv6 address that any list
  /// has.
  private static String reversed(IpAddress client) {
    return client.isV4() ? client.reversed() : client.toString();
  }

  private static String reply(boolean forGood, String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    StringBuilder shown = new StringBuilder(forGood ? "553 " : "451 ");
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      shown.append(c < ' ' || c > '~' ? '?' : c);
    }
    return shown.toString();
  }
}
