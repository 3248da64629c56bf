package weir.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What a server says of its own limits (LIMITS, RFC 9422), so that nobody has to find them out by
/// refusals. Limits of other names are left out.
///
/// @param mailMax transactions of one session
/// @param rcptMax recipients of one transaction
/// @param rcptDomainMax domains among the recipients of one transaction
public record TransactionLimits(
    OptionalInt mailMax, OptionalInt rcptMax, OptionalInt rcptDomainMax) {

  /// Nothing said.
  public static final TransactionLimits NONE =
      new TransactionLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /// RFC 9422 section 3.2: a limit has up to six digits and is at least 1.
  private static final int LARGEST = 999_999;

  /// The limits of one that allows so much.
  public static TransactionLimits of(int mailMax, int rcptMax) {
    return new TransactionLimits(
        OptionalInt.of(Math.min(mailMax, LARGEST)),
        OptionalInt.of(Math.min(rcptMax, LARGEST)),
        OptionalInt.empty());
  }

  /// @param words in upper case, such as `RCPTMAX=100`; what is no number is no limit known to us
  static TransactionLimits parse(List<String> words) {
    return new TransactionLimits(
        value(words, "MAILMAX="), value(words, "RCPTMAX="), value(words, "RCPTDOMAINMAX="));
  }

  private static OptionalInt value(List<String> words, String name) {
    for (String word : words) {
      if (word.startsWith(name)) {
        String digits = word.substring(name.length());
        if (digits.matches("[1-9][0-9]{0,5}")) {
          return OptionalInt.of(Integer.parseInt(digits));
        }
      }
    }
    return OptionalInt.empty();
  }

  boolean isNone() {
    return equals(NONE);
  }

  /// The words behind the keyword.
  List<String> words() {
    List<String> words = new ArrayList<>(3);
    mailMax.ifPresent(limit -> words.add("MAILMAX=" + limit));
    rcptMax.ifPresent(limit -> words.add("RCPTMAX=" + limit));
    rcptDomainMax.ifPresent(limit -> words.add("RCPTDOMAINMAX=" + limit));
    return words;
  }
}
