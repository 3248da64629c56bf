package weir.bench.growth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/// Domains, each with a policy of its own, which differs from every other in the points for a
/// client without a name, in the field that says so, and in both thresholds. All clients of the
/// bench are without a name, so every message carries the field of its customer.
///
/// @param count how many, at least one
record Customers(int count) {

  /// The tables of their domains and policies.
  String settings() {
    StringBuilder tables = new StringBuilder();
    for (int i = 0; i < count; i++) {
      tables.append(
          String.format(
              Locale.ROOT,
              """
              [domains."customer%1$d.example"]
              hop = "sink"
              recipients = ["user"]
              policy = "customer%1$d"

              [policies.customer%1$d]
              tag-at = %2$.2f
              reject-at = %3$.2f
              findings.no-reverse-name = {score = %4$.2f, tag = "X-Weir-Customer-%1$d"}

              """,
              i,
              3 + i / 100.0,
              8 + i / 100.0,
              1 + i / 100.0));
    }
    return tables.toString();
  }

  /// The commands that name a recipient, one of each customer.
  byte[][] recipients() {
    byte[][] commands = new byte[count][];
    for (int i = 0; i < count; i++) {
      commands[i] = ("RCPT TO:<user@customer" + i + ".example>\r\n").getBytes(US_ASCII);
    }
    return commands;
  }
}
