package weir.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One `KEYWORD[=value]` behind a path (RFC 5321 section 4.1.2, "esmtp-param").
///
/// @param keyword upper case
/// @param value empty where there is none: no parameter has an empty value
record EsmtpParameter(String keyword, String value) {

  /// Octets of a line bound their number already; nobody sends more than six.
  private static final int MOST = 16;

  /// The parameters in `rest`, none standing twice.
  static List<EsmtpParameter> parse(String rest) throws SyntaxFault {
    if (rest.isEmpty()) {
      return List.of();
    }
    List<EsmtpParameter> parameters = new ArrayList<>(4);
    int at = 0;
    while (at < rest.length()) {
      int end = rest.indexOf(' ', at);
      end = end < 0 ? rest.length() : end;
      if (end > at) {
        add(parameters, parameter(rest.substring(at, end)));
      }
      at = end + 1;
    }
    return parameters;
  }

  private static void add(List<EsmtpParameter> parameters, EsmtpParameter parameter)
      throws SyntaxFault {
    for (EsmtpParameter earlier : parameters) {
      if (earlier.keyword.equals(parameter.keyword)) {
        throw parameter.fault(501, "stands twice");
      }
    }
    if (parameters.size() == MOST) {
      throw new SyntaxFault(501, "5.5.4", "Too many parameters");
    }
    parameters.add(parameter);
  }

  private static EsmtpParameter parameter(String text) throws SyntaxFault {
    int equals = text.indexOf('=');
    String keyword = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    boolean form = equals < 0 || (!value.isEmpty() && value.indexOf('=') < 0);
    for (int i = 0; i < keyword.length(); i++) {
      form &=
          CommandParser.isLetterOrDigit(keyword.charAt(i)) || (i > 0 && keyword.charAt(i) == '-');
    }
    if (keyword.isEmpty() || !form) {
      throw new SyntaxFault(501, "5.5.4", "Malformed parameter");
    }
    return new EsmtpParameter(keyword.toUpperCase(Locale.ROOT), value);
  }

  /// True where there is no value, as there should be none.
  boolean withoutValue() throws SyntaxFault {
    if (!value.isEmpty()) {
      throw badValue();
    }
    return true;
  }

  /// RFC 5321 section 4.1.1.11: 555 for what is not recognised.
  SyntaxFault unknown() {
    return fault(555, "is not known here");
  }

  SyntaxFault badValue() {
    return fault(501, "has a malformed value");
  }

  private SyntaxFault fault(int code, String what) {
    return new SyntaxFault(code, "5.5.4", "Parameter " + keyword + " " + what);
  }
}
