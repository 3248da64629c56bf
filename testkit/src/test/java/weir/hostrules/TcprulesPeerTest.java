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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// Random rule files and clients, decided here and by the real `tcprules` and `tcprulescheck`.
///
/// Debian's ucspi-tcp is 0.88 without the IPv6 patch: addresses with colons and networks in CIDR
/// form are left out, since to it the first are mistakes and the second keys that nobody asks for.
class TcprulesPeerTest {
  private static final int FILES = 2000;
  private static final int CLIENTS = 5;
  private static final String[] OCTETS = {"1", "2", "3", "10", "255", "0", "256", "01", ""};
  private static final String[] HOSTS = {
    "a.example.com", "example.com", "b.a.example.com", "com", "x"
  };
  private static final String[] USERS = {"joe", "ann", "a=b", "a@b"};

  private final PeerRoot root = PeerRoot.require("rest");

  private record Asked(String address, String host, String user) {
    Client client() {
      Client client = Client.of(IpAddress.parse(address).orElseThrow(), new HostName.None());
      client = host.isEmpty() ? client : client.withName(new HostName.Confirmed(host));
      return user.isEmpty() ? client : client.withUser(Optional.of(user));
    }
  }

  /// A rule file, and who asks.
  private static final class Trial {
    private final Random chance;
    final String rules;
    final List<Asked> asked = new ArrayList<>();

    Trial(long seed) {
      chance = new Random(seed);
      int lines = chance.nextInt(9);
      StringBuilder text = new StringBuilder();
      for (int i = 1; i <= lines; i++) {
        text.append(line(i)).append('\n');
      }
      rules = chance.nextInt(10) == 0 ? text.toString().stripTrailing() : text.toString();
      for (int i = 0; i < CLIENTS; i++) {
        String address = octet(6) + "." + octet(6) + "." + octet(6) + "." + octet(6);
        asked.add(new Asked(address, maybe(HOSTS), maybe(USERS)));
      }
    }

    private String line(int number) {
      String line = address() + ":";
      if (chance.nextInt(3) == 0) {
        line += "deny" + (chance.nextInt(5) == 0 ? ",A=\"b\"" : "");
      } else {
        line += "allow,LINE=\"" + number + "\"" + variables();
      }
      return switch (chance.nextInt(40)) {
        case 0 -> mutated(line);
        case 1 -> line + " \t ";
        case 2 -> "#" + line;
        case 3 -> "no rule here";
        default -> line;
      };
    }

    private String address() {
      return switch (chance.nextInt(13)) {
        case 0 -> "";
        case 1 -> "=";
        case 2, 3 -> "=" + pick(HOSTS);
        case 4, 5 -> "=." + pick(HOSTS);
        case 6 -> pick(USERS) + "@=" + pick(HOSTS);
        case 7 -> pick(USERS) + "@" + quad();
        case 8 -> prefix();
        case 9 -> prefix();
        case 10 -> prefix() + octet(9) + "-" + octet(9);
        case 11 -> octet(9) + "-" + octet(9) + "." + (chance.nextBoolean() ? "" : octet(6) + ".");
        default -> quad();
      };
    }

    private String variables() {
      return switch (chance.nextInt(6)) {
        case 0 -> ",RELAYCLIENT=\"\"";
        case 1 -> ",RBLSMTPD=/a b, c=\"/";
        case 2 -> ",D=x1x,D=\"2\"";
        default -> "";
      };
    }

    private String mutated(String line) {
      int at = chance.nextInt(line.length() + 1);
      String put = pick(new String[] {":", ",", "=", " ", "-", "\"", "@", "a", ".", "", "/"});
      return line.substring(0, at) + put + line.substring(Math.min(line.length(), at + 1));
    }

    private String quad() {
      return octet(7) + "." + octet(6) + "." + octet(6) + "." + octet(6);
    }

    private String prefix() {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + chance.nextInt(chance.nextInt(6) == 0 ? 4 : 3); n > 0; n--) {
        text.append(octet(chance.nextInt(9) == 0 ? 9 : 5)).append('.');
      }
      return text.toString();
    }

    private String octet(int among) {
      return OCTETS[chance.nextInt(among)];
    }

    private String maybe(String[] texts) {
      return chance.nextInt(3) == 0 ? "" : pick(texts);
    }

    private String pick(String[] texts) {
      return texts[chance.nextInt(texts.length)];
    }

    boolean speaksOfWhatDebianLacks() {
      return Tcprules.parse("rules", rules).rules().stream()
          .map(rule -> rule.text().replaceFirst(":(allow|deny).*", ""))
          .anyMatch(address -> address.contains("/") || address.contains(":"));
    }
  }

  @Test
  void everyRandomFileIsDecidedAsTcprulescheckDecidesIt() throws IOException {
    long first = new Random().nextLong();
    Map<Long, Trial> trials = new TreeMap<>();
    for (long seed = first; seed < first + FILES; seed++) {
      Trial trial = new Trial(seed);
      if (!trial.speaksOfWhatDebianLacks()) {
        trials.put(seed, trial);
      }
    }
    List<String> theirs = theirs(trials);
    List<String> ours = new ArrayList<>();
    trials.forEach((seed, trial) -> ours.addAll(ours(seed, trial)));
    assertThat(ours).hasSizeGreaterThan(FILES * CLIENTS / 2);
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      long seed = Long.parseLong(ours.get(i).substring(0, ours.get(i).indexOf(' ')));
      assertThat(ours.get(i))
          .as(() -> "seed " + seed + ", rules:\n" + trials.get(seed).rules)
          .isEqualTo(theirs.get(i));
    }
  }

  private List<String> theirs(Map<Long, Trial> trials) throws IOException {
    try (PeerHost host = root.startAlone()) {
      Path folder = Files.createDirectory(host.file("/tmp/trials"));
      Scripts scripts = new Scripts(host, "cd /tmp/trials\n");
      for (Map.Entry<Long, Trial> each : trials.entrySet()) {
        long seed = each.getKey();
        Files.writeString(
            folder.resolve("r" + seed), each.getValue().rules, StandardCharsets.US_ASCII);
        StringBuilder script = new StringBuilder();
        script.append("if tcprules cdb tmp < r").append(seed).append(" 2> err; then\n");
        for (Asked asked : each.getValue().asked) {
          script.append("echo @@").append(seed).append("; ");
          script.append(variable("TCPREMOTEIP", asked.address));
          script.append(variable("TCPREMOTEHOST", asked.host));
          script.append(variable("TCPREMOTEINFO", asked.user));
          script.append("tcprulescheck cdb\n");
        }
        script.append("else echo @@").append(seed).append("; echo refused; fi\n");
        scripts.add(script.toString());
      }
      List<String> answers = new ArrayList<>();
      for (String answer : scripts.output().substring(2).split("@@")) {
        answers.add(normal(answer));
      }
      return answers;
    }
  }

  private static String variable(String name, String value) {
    return value.isEmpty() ? "" : name + "='" + value + "' ";
  }

  /// `SEED allow {VARIABLES}`, `SEED deny`, `SEED default` or `SEED refused`.
  private static String normal(String answer) {
    String[] lines = answer.split("\n");
    String seed = lines[0] + " ";
    if (lines[1].equals("refused")) {
      return seed + "refused";
    }
    if (lines[1].equals("default:")) {
      return seed + "default";
    }
    Map<String, String> variables = new TreeMap<>();
    for (String line : lines) {
      if (line.startsWith("set environment variable ")) {
        String pair = line.substring("set environment variable ".length());
        variables.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    boolean denied = lines[lines.length - 1].equals("deny connection");
    return seed + (denied ? "deny" : "allow " + variables);
  }

  private static List<String> ours(long seed, Trial trial) {
    Tcprules rules = Tcprules.parse("rules", trial.rules);
    if (!rules.usable()) {
      return List.of(seed + " refused");
    }
    return trial.asked.stream()
        .map(asked -> seed + " " + said(rules, asked))
        .collect(Collectors.toList());
  }

  private static String said(Tcprules rules, Asked asked) {
    return switch (rules.decide(asked.client())) {
      case Decision.Allowed(var rule, var _) ->
          "allow " + new TreeMap<>(rule.environment().variables());
      case Decision.Denied(var _, var _) -> "deny";
      case Decision.NoRule() -> "default";
      case Decision.CouldNotTell told -> told.toString();
    };
  }
}
