package weir.resolver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.net.IpAddress;

/// What the octets of an answer mean. Whether they answer our question at all was seen before
/// ([ReceivedPacket]).
final class AnswerReader {

  /// A longer chain is a failure; a resolver would hardly return one.
  static final int MAX_CNAMES = 10;

  private final long minTtl;
  private final long maxTtl;
  private final long maxNegativeTtl;
  private final long bareNegativeTtl;

  AnswerReader(ResolverSettings settings) {
    minTtl = settings.minTtl().toSeconds();
    maxTtl = settings.maxTtl().toSeconds();
    maxNegativeTtl = settings.maxNegativeTtl().toSeconds();
    bareNegativeTtl = settings.bareNegativeTtl().toSeconds();
  }

  /// @param server for the cause of a failure
  Answer read(Question question, byte[] octets, String server) {
    try {
      Message message = new Message(octets);
      return switch (message.getRcode()) {
        case Rcode.NOERROR, Rcode.NXDOMAIN -> meaning(question, message, server);
        default -> failed(Rcode.string(message.getRcode()) + " from " + server);
      };
    } catch (IOException | RuntimeException _) {
      // dnsjava throws both for octets that are no message; a bad record makes the whole answer
      // bad.
      return failed("malformed answer from " + server);
    }
  }

  private Answer meaning(Question question, Message message, String server) throws IOException {
    List<Record> answers = message.getSection(Section.ANSWER);
    Name name = message.getQuestion().getName();
    int type = question.type().code();
    long ttl = maxTtl;
    for (int links = 0; links <= MAX_CNAMES; links++) {
      List<DnsRecord> found = new ArrayList<>();
      Record alias = null;
      for (Record record : answers) {
        if (record.getDClass() != DClass.IN || !record.getName().equals(name)) {
          continue;
        }
        if (record.getType() == type) {
          ttl = Math.min(ttl, record.getTTL());
          if (found.size() < Answer.MAX_RECORDS) {
            found.add(said(record));
          }
        } else if (record.getType() == Type.CNAME) {
          alias = record;
        }
      }
      if (!found.isEmpty()) {
        return new Answer.Found(found, Duration.ofSeconds(Math.max(ttl, minTtl)));
      }
      if (!(alias instanceof CNAMERecord cname)) {
        return absent(message, server);
      }
      ttl = Math.min(ttl, cname.getTTL());
      name = cname.getTarget();
    }
    return failed("more than " + MAX_CNAMES + " CNAMEs in a row from " + server);
  }

  /// RFC 2308 section 2: absent, unless it is a referral to other servers, which says nothing.
  private Answer absent(Message message, String server) {
    boolean noName = message.getRcode() == Rcode.NXDOMAIN;
    boolean referral = false;
    long ttl = bareNegativeTtl;
    for (Record record : message.getSection(Section.AUTHORITY)) {
      if (record instanceof SOARecord soa) {
        ttl =
            Math.clamp(
                Math.min(soa.getTTL(), soa.getMinimum()), minTtl, Math.max(minTtl, maxNegativeTtl));
        referral = false;
        break;
      }
      referral |= record instanceof NSRecord;
    }
    if (referral && !noName && !message.getHeader().getFlag(Flags.AA)) {
      return failed(server + " refers to others: it is not a recursive name server");
    }
    return new Answer.Absent(
        noName ? Answer.Why.NO_SUCH_NAME : Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(ttl));
  }

  private static Answer.Failed failed(String cause) {
    return new Answer.Failed(cause, Answer.Failure.SERVER);
  }

  private static DnsRecord said(Record record) throws IOException {
    return switch (record) {
      case ARecord a -> new DnsRecord.Address(IpAddress.of(a.getAddress()));
      case AAAARecord a -> new DnsRecord.Address(IpAddress.of(a.getAddress()));
      case MXRecord mx -> new DnsRecord.Mx(mx.getPriority(), text(mx.getTarget()));
      case PTRRecord ptr -> new DnsRecord.Name(text(ptr.getTarget()));
      case CNAMERecord cname -> new DnsRecord.Name(text(cname.getTarget()));
      case NSRecord ns -> new DnsRecord.Name(text(ns.getTarget()));
      case SOARecord soa -> new DnsRecord.Name(text(soa.getHost()));
      case TXTRecord txt -> new DnsRecord.Text(text(txt));
      default -> throw new IOException("not a record of the type asked for"); // without data
    };
  }

  private static String text(Name name) {
    return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
  }

  private static String text(TXTRecord txt) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Object string : txt.getStringsAsByteArrays()) {
      joined.writeBytes((byte[]) string);
    }
    return joined.toString(StandardCharsets.ISO_8859_1);
  }
}
