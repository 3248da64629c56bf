package weir.hostrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.hostrules.HostsAccess.Named;
import weir.net.IpAddress;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// Random hosts.allow and hosts.deny and clients, decided here and by the real `tcpdmatch`.
///
/// A client with a name stands in the root's `/etc/hosts`, both ways. `tcpdmatch` cannot be given
/// an address whose name does not lead back: `PARANOID` is asked without an address.
class HostsAccessPeerTest {
  private static final int FILES = 1500;
  private static final int CLIENTS = 6;
  private static final String SERVER = "192.0.2.25";
  private static final Map<String, String> HOSTS =
      Map.of(
          "10.1.2.3", "a.example.com",
          "10.1.2.4", "example.com",
          "10.2.2.3", "Mail.Example.ORG",
          "172.20.0.9", "gate",
          "2001:db8::7", "six.example.org");
  private static final String PATTERN_FILE =
      "10.3. .example.com\n[2001:db8:1::]/48\tgate LOCAL 172.16.0.0/12";
  private static final String[] WORDS = {
    "ALL",
    "LOCAL",
    "KNOWN",
    "UNKNOWN",
    "PARANOID",
    "all",
    "Known",
    "10.",
    "10.1.",
    "10.1.2.",
    "10.1.2.3",
    "10.2.2.3",
    "192.168.",
    "10.0.0.0/8",
    "10.1.0.0/255.255.0.0",
    "10.1.2.3/255.255.0.0",
    "172.16.0.0/12",
    "10.1.2.0/24",
    "10.1.2.3/32",
    "0.0.0.0/0.0.0.0",
    "0.0.0.0/0",
    "10.1.2.3/33",
    ".example.com",
    ".Example.Org",
    "example.com",
    "a.example.com",
    "MAIL.example.org",
    "gate",
    "[2001:db8::]/32",
    "[2001:db8::7]",
    "[2001:db8::8]",
    "[2001:db8:1::]/48",
    "[::]/0",
    "[2001:db8::1/32",
    "*.example.com",
    "10.1.*",
    "?ate",
    "*",
    "10.?.2.3",
    "UN*",
    "mail.*",
    "*:*",
    "/etc/patterns",
    "/etc/no-such-file",
    "a.",
    "10.1.2.3.",
    "10",
    "10.1",
    "ALLL",
    "2001:db8::7"
  };
  private static final String[] USERS = {"joe", "ALL", "KNOWN", "UNKNOWN", "j*", "ann"};
  private static final String[] DAEMONS = {
    "ALL",
    "smtpd",
    "SMTPD",
    "ftpd",
    "smtp*",
    "smtpd@192.0.2.25",
    "smtpd@192.0.2.26",
    "ALL@192.0.2.",
    "KNOWN"
  };
  private static final String[] OPTIONS = {
    "allow",
    "deny",
    "ALLOW",
    "severity info",
    "severity mail.info: deny",
    "severity nonsense",
    "setenv RELAYCLIENT",
    "setenv A=b : allow",
    "bogus",
    "twist /bin/echo no",
    "twist /bin/echo no: allow",
    "spawn /bin/true",
    "allow: deny",
    "allow yes",
    "umask 022",
    "umask 999",
    "nice",
    "nice 5",
    "linger 3",
    "linger x",
    "keepalive",
    "keepalive=1",
    "rfc931 5",
    "rfc931 0",
    "",
    ":",
    "severity",
    "deny :",
    "= x"
  };

  private final PeerRoot root = PeerRoot.require("rest");

  private record Asked(String host, String user) {
    Client client() {
      for (Map.Entry<String, String> each : HOSTS.entrySet()) {
        if (each.getValue().equals(host)) {
          return of(each.getKey(), new HostName.Confirmed(host));
        }
      }
      return of(host, new HostName.None());
    }

    private Client of(String address, HostName name) {
      Client client =
          Client.of(IpAddress.parse(address).orElseThrow(), name)
              .withServer(IpAddress.parse(SERVER).orElseThrow());
      return user.isEmpty() ? client : client.withUser(Optional.of(user));
    }
  }

  /// Two files, and who asks.
  private static final class Trial {
    private final Random chance;
    final String allow;
    final String deny;
    final List<Asked> asked = new ArrayList<>();

    Trial(long seed) {
      chance = new Random(seed);
      allow = file(chance.nextInt(4));
      deny = file(1 + chance.nextInt(4));
      String[] bare = {"10.1.2.9", "10.3.0.1", "172.16.5.5", "198.51.100.1", "192.168.1.1"};
      String[] named = HOSTS.values().toArray(String[]::new);
      for (int i = 0; i < CLIENTS; i++) {
        String user = chance.nextInt(3) == 0 ? pick(new String[] {"joe", "ann", "Joe"}) : "";
        asked.add(new Asked(chance.nextBoolean() ? pick(named) : pick(bare), user));
      }
    }

    private String file(int lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        String line = list(DAEMONS, 2) + (chance.nextInt(3) == 0 ? " : " : ":") + clients();
        if (chance.nextInt(3) == 0) {
          line += (chance.nextBoolean() ? ":" : " : ") + pick(OPTIONS);
        }
        text.append(
            switch (chance.nextInt(30)) {
              case 0 -> "#" + line;
              case 1 -> "  " + line;
              case 2 -> line.replaceFirst(":", "");
              case 3 -> line.replaceFirst(" ", " \\\\\n ");
              case 4 -> line + " \\";
              default -> line;
            });
        text.append(i == lines - 1 && chance.nextInt(20) == 0 ? "" : "\n");
      }
      return text.toString();
    }

    private String clients() {
      String text = list(WORDS, 3);
      return chance.nextInt(6) == 0 ? pick(USERS) + "@" + text : text;
    }

    private String list(String[] words, int most) {
      StringBuilder text = new StringBuilder(pick(words));
      for (int n = chance.nextInt(most); n > 0; n--) {
        text.append(pick(new String[] {" ", ",", ", ", " EXCEPT ", " except ", " "}))
            .append(pick(words));
      }
      return text.toString();
    }

    private String pick(String[] texts) {
      return texts[chance.nextInt(texts.length)];
    }
  }

  @Test
  void everyRandomPairOfFilesIsDecidedAsTcpdmatchDecidesIt() throws IOException {
    long first = new Random().nextLong();
    Map<Long, Trial> trials = new TreeMap<>();
    for (long seed = first; seed < first + FILES; seed++) {
      trials.put(seed, new Trial(seed));
    }
    List<String> theirs = theirs(trials);
    assertThat(theirs).hasSize(FILES * CLIENTS).contains("granted", "denied", "delegated");
    int i = 0;
    for (Map.Entry<Long, Trial> each : trials.entrySet()) {
      Trial trial = each.getValue();
      HostsAccess access = parse(trial.allow, trial.deny);
      for (Asked asked : trial.asked) {
        assertThat(ours(access, asked))
            .as(() ->
                "seed %d, %s%nhosts.allow:%n%s%nhosts.deny:%n%s"
                    .formatted(each.getKey(), asked, trial.allow, trial.deny))
            .isEqualTo(theirs.get(i++));
      }
    }
  }

  private static HostsAccess parse(String allow, String deny) {
    return HostsAccess.parse(
        new Named("hosts.allow", allow),
        new Named("hosts.deny", deny),
        path -> Optional.of(PATTERN_FILE).filter(text -> path.equals("/etc/patterns")));
  }

  private static String ours(HostsAccess access, Asked asked) {
    Decision decision = access.decide("smtpd", asked.client());
    return switch (decision) {
      case Decision.Allowed(var _, var _), Decision.NoRule() -> "granted";
      case Decision.Denied(var rule, var _) ->
          rule.options().stream().anyMatch(Option.Twist.class::isInstance) ? "delegated" : "denied";
      case Decision.CouldNotTell told -> told.toString();
    };
  }

  private List<String> theirs(Map<Long, Trial> trials) throws IOException {
    try (PeerHost host = root.startAlone()) {
      StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
      HOSTS.forEach((address, name) -> hosts.append(address).append(' ').append(name).append('\n'));
      Files.writeString(host.file("/etc/hosts"), hosts);
      Files.writeString(
          host.file("/etc/nsswitch.conf"), "hosts: files\npasswd: files\ngroup: files\n");
      Files.writeString(host.file("/etc/patterns"), PATTERN_FILE);
      Files.writeString(host.file("/etc/inetd.conf"), "");
      Path folder = Files.createDirectory(host.file("/tmp/trials"));
      Scripts scripts = new Scripts(host, "");
      for (Map.Entry<Long, Trial> each : trials.entrySet()) {
        String name = Long.toString(each.getKey());
        Path own = Files.createDirectory(folder.resolve(name));
        Files.writeString(
            own.resolve("hosts.allow"), each.getValue().allow, StandardCharsets.US_ASCII);
        Files.writeString(
            own.resolve("hosts.deny"), each.getValue().deny, StandardCharsets.US_ASCII);
        StringBuilder script = new StringBuilder("cd /tmp/trials/" + name + "\n");
        for (Asked asked : each.getValue().asked) {
          String client = (asked.user.isEmpty() ? "" : asked.user + "@") + asked.host;
          script.append("tcpdmatch -d smtpd@192.0.2.25 '").append(client).append("' 2>/dev/null\n");
        }
        scripts.add(script.toString());
      }
      String output = scripts.output();
      List<String> answers = new ArrayList<>();
      Matcher access = Pattern.compile("(?m)^access: +(\\w+)$").matcher(output);
      while (access.find()) {
        answers.add(access.group(1));
      }
      return answers;
    }
  }
}
