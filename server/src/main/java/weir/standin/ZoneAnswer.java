package weir.standin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import weir.dns.DnsRecord;
import weir.dns.RecordType;
import weir.dns.Zone;

/// The octets that answer the octets of a question, from a zone.
final class ZoneAnswer {

  private static final int MAX_UDP = 1232;
  private static final int PLAIN_UDP = 512;
  private static final int MAX_CNAMES = 20; // more than anybody follows, so that one can see it
  private static final Name SELF = Name.fromConstantString("standin.invalid.");

  private final Zone zone;
  private final Message answer;

  private ZoneAnswer(Zone zone, Message question) {
    this.zone = zone;
    this.answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.getHeader().setFlag(Flags.RA);
    if (question.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    answer.addRecord(question.getQuestion(), Section.QUESTION);
  }

  /// @param asked is told of every question that is one
  /// @return nothing where there is no question, or silence is the answer
  static Optional<byte[]> to(byte[] octets, Zone zone, boolean overUdp, Consumer<String> asked) {
    try {
      Message question = new Message(octets);
      Record what = question.getQuestion();
      if (what == null || question.getHeader().getFlag(Flags.QR)) {
        return Optional.empty();
      }
      asked.accept(text(what.getName()) + " " + Type.string(what.getType()));
      ZoneAnswer answer = new ZoneAnswer(zone, question);
      if (!answer.fill(what.getName(), what.getType())) {
        return Optional.empty();
      }
      OPTRecord edns = question.getOPT();
      if (edns != null) {
        answer.answer.addRecord(new OPTRecord(MAX_UDP, 0, 0), Section.ADDITIONAL);
      }
      int payload =
          edns == null ? PLAIN_UDP : Math.clamp(edns.getPayloadSize(), PLAIN_UDP, MAX_UDP);
      return Optional.of(answer.answer.toWire(overUdp ? payload : Message.MAXLENGTH));
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // not a message
    }
  }

  private boolean fill(Name asked, int type) throws IOException {
    Name name = asked;
    for (int links = 0; links < MAX_CNAMES; links++) {
      Optional<Zone.Trouble> trouble = zone.trouble(text(name));
      if (trouble.isPresent() && trouble.get() != Zone.Trouble.BARE) {
        return fail(trouble.get());
      }
      List<Record> records = records(name, type);
      List<Record> found =
          records.isEmpty() && type != Type.CNAME ? records(name, Type.CNAME) : records;
      found.forEach(record -> answer.addRecord(record, Section.ANSWER));
      if (!records.isEmpty()) {
        return true;
      }
      if (found.isEmpty() || !(found.getFirst() instanceof CNAMERecord alias)) {
        absent(name, trouble.isPresent());
        return true;
      }
      name = alias.getTarget();
    }
    return true;
  }

  private boolean fail(Zone.Trouble trouble) {
    answer.removeAllRecords(Section.ANSWER);
    answer.getHeader().setRcode(trouble == Zone.Trouble.REFUSED ? Rcode.REFUSED : Rcode.SERVFAIL);
    return trouble != Zone.Trouble.SILENT;
  }

  private void absent(Name name, boolean bare) {
    if (!zone.exists(text(name))) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    if (!bare) {
      long ttl = zone.ttl().toSeconds();
      answer.addRecord(
          new SOARecord(Name.root, DClass.IN, ttl, SELF, SELF, 1, 3600, 600, 86400, ttl),
          Section.AUTHORITY);
    }
  }

  private List<Record> records(Name name, int type) throws IOException {
    for (RecordType known : RecordType.values()) {
      if (known.code() == type) {
        List<Record> records = new ArrayList<>();
        for (DnsRecord record : zone.records(text(name), known)) {
          records.add(record(name, known, record));
        }
        return records;
      }
    }
    return List.of();
  }

  private Record record(Name name, RecordType type, DnsRecord record) throws IOException {
    long ttl = zone.ttl().toSeconds();
    return switch (record) {
      case DnsRecord.Address(var ip) ->
          type == RecordType.A
              ? new ARecord(name, DClass.IN, ttl, ip.toInetAddress())
              : new AAAARecord(name, DClass.IN, ttl, ip.toInetAddress());
      case DnsRecord.Mx(int preference, String host) ->
          new MXRecord(name, DClass.IN, ttl, preference, name(host));
      case DnsRecord.Text text -> new TXTRecord(name, DClass.IN, ttl, strings(text.text()));
      case DnsRecord.Name(String target) -> named(name, type, ttl, name(target));
    };
  }

  private static Record named(Name name, RecordType type, long ttl, Name target) {
    return switch (type) {
      case CNAME -> new CNAMERecord(name, DClass.IN, ttl, target);
      case NS -> new NSRecord(name, DClass.IN, ttl, target);
      case SOA -> new SOARecord(name, DClass.IN, ttl, target, target, 1, 3600, 600, 86400, ttl);
      case PTR, A, AAAA, MX, TXT -> new PTRRecord(name, DClass.IN, ttl, target);
    };
  }

  /// In pieces of 255 octets (RFC 1035 section 3.3), with the escapes that the library reads.
  private static List<String> strings(String text) {
    List<String> strings = new ArrayList<>();
    for (int from = 0; from == 0 || from < text.length(); from += 255) {
      StringBuilder escaped = new StringBuilder();
      text.substring(from, Math.min(from + 255, text.length()))
          .chars()
          .forEach(c -> escaped.append(String.format(Locale.ROOT, "\\%03d", c)));
      strings.add(escaped.toString());
    }
    return strings;
  }

  private static Name name(String text) throws TextParseException {
    return Name.fromString(text + ".");
  }

  private static String text(Name name) {
    return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
  }
}
