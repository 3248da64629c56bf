package weir.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// What an agent asks of the server: three paths, all by POST over HTTPS.
public final class Calls {
  /// An invited host makes itself known: [Enrol] is answered with [Enrolled].
  public static final String ENROL = "/agent/enrol";

  /// Reports, as [Messages#batch] reads them, are answered with [Kept].
  public static final String REPORTS = "/agent/reports";

  /// [Asking] is answered with [Orders], at once or when there are some.
  public static final String ORDERS = "/agent/orders";

  /// What became of an order, as a [weir.uplink.Report.Carried]; answered by [Kept]. It does not
  /// wait behind reports.
  public static final String ANSWERS = "/agent/answers";

  /// Who asks; in lower case, as all names of header fields here.
  public static final String HOST = "weir-agent";

  /// Greater with each request of an agent, so that none counts twice.
  public static final String NUMBER = "weir-number";

  /// What proves who asks: of [#signed].
  public static final String SIGNATURE = "weir-signature";

  /// Octets of a request's body.
  public static final int LONGEST = 512 * 1024;

  private Calls() {}

  /// Reads a number of a request; empty where it is none of 63 bits.
  public static OptionalLong number(String text) {
    if (!text.matches("\\d{1,19}")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /// The text that an agent signs of a request.
  public static String signed(String path, String host, long number, byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return String.join(
          "\n",
          "weir-agent-1",
          path,
          host,
          Long.toString(number),
          HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @param secret of the invitation
  /// @param key of the agent, as [KnownKey] has it
  public record Enrol(String host, String secret, String key, String version) {
    public byte[] body() {
      return Messages.value(this).getBytes(StandardCharsets.UTF_8);
    }
  }

  /// @param key that signs orders
  public record Enrolled(String host, String key) {}

  /// @param mark up to which all reports are kept
  public record Kept(long mark) {}

  /// @param after number of the last order that came
  public record Asking(long after) {}

  /// @param orders each with its signature
  public record Orders(List<Signed> orders) {
    public Orders {
      orders = List.copyOf(orders);
    }
  }

  /// @param order the line that is signed
  public record Signed(String order, String signature) {}
}
