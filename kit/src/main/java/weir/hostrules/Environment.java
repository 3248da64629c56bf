package weir.hostrules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The variables that a rule sets for the program behind it, and what the known ones mean to
/// qmail-smtpd and its patches.
///
/// @param variables in the order of the rule; of two settings of one variable the later one stands
public record Environment(Map<String, String> variables) {
  public static final Environment NONE = new Environment(Map.of());

  private static final String RELAYCLIENT = "RELAYCLIENT";
  private static final String RBLSMTPD = "RBLSMTPD";
  private static final String MFCHECK = "MFCHECK";
  private static final String DATABYTES = "DATABYTES";
  private static final String TARPITCOUNT = "TARPITCOUNT";
  private static final String TARPITDELAY = "TARPITDELAY";
  private static final Set<String> KNOWN =
      Set.of(RELAYCLIENT, RBLSMTPD, DATABYTES, TARPITCOUNT, TARPITDELAY);
  private static final Set<String> NUMBERS = Set.of(DATABYTES, TARPITCOUNT, TARPITDELAY);
  private static final int SAID_LIMIT = 200; // rblsmtpd cuts there

  public Environment {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /// What RBLSMTPD says of the block lists.
  public sealed interface BlockLists {

    /// Not set: they are asked.
    record Asked() implements BlockLists {}

    /// Set and empty: they are not asked.
    record Spared() implements BlockLists {}

    /// They are not asked, and the client is refused with this text: 553 where it is for good, else
    /// 451.
    record Refused(boolean forGood, String text) implements BlockLists {}
  }

  /// RELAYCLIENT: the client may send anywhere. What it holds is appended to every recipient.
  public Optional<String> relayClient() {
    return Optional.ofNullable(variables.get(RELAYCLIENT));
  }

  /// RBLSMTPD, as rblsmtpd reads it.
  public BlockLists blockLists() {
    String said = variables.get(RBLSMTPD);
    if (said == null) {
      return new BlockLists.Asked();
    }
    if (said.isEmpty()) {
      return new BlockLists.Spared();
    }
    boolean forGood = said.startsWith("-");
    return new BlockLists.Refused(forGood, printable(forGood ? said.substring(1) : said));
  }

  /// MFCHECK with the value 0: the DNS is not asked about the domains of its senders.
  public boolean sparesSenderDomain() {
    return "0".equals(variables.get(MFCHECK));
  }

  /// DATABYTES: octets that a message may have, 0 for no limit. Like the original, what is no
  /// number is 0.
  public OptionalLong databytes() {
    return number(DATABYTES);
  }

  /// TARPITCOUNT: recipients before the delay begins, 0 for no delay.
  public OptionalLong tarpitCount() {
    return number(TARPITCOUNT);
  }

  /// TARPITDELAY in seconds.
  public OptionalLong tarpitDelay() {
    return number(TARPITDELAY);
  }

  /// Variables that mean nothing here, in their order. MFCHECK is among them unless it spares.
  public List<String> unknown() {
    List<String> names = new ArrayList<>(variables.keySet());
    names.removeAll(KNOWN);
    if (sparesSenderDomain()) {
      names.remove(MFCHECK);
    }
    return names;
  }

  /// Settings that want a number and have none, or more than one, as `DATABYTES="abc"`: the digits
  /// in front count, and without any it is 0.
  public List<String> noNumbers() {
    return variables.entrySet().stream()
        .filter(set -> NUMBERS.contains(set.getKey()) && !set.getValue().matches("[0-9]{1,18}"))
        .map(set -> set.getKey() + "=\"" + set.getValue() + "\"")
        .toList();
  }

  /// The digits in front, as `scan_ulong` of qmail takes them.
  private OptionalLong number(String name) {
    String text = variables.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
      if (value > (Long.MAX_VALUE - 9) / 10) {
        return OptionalLong.of(Long.MAX_VALUE);
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return OptionalLong.of(value);
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), SAID_LIMIT));
    for (int i = 0; i < text.length() && i < SAID_LIMIT; i++) {
      char c = text.charAt(i);
      out.append(c < ' ' || c > '~' ? '?' : c);
    }
    return out.toString();
  }
}
