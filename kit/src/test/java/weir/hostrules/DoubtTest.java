package weir.hostrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.hostrules.HostsAccess.Named;
import weir.net.IpAddress;

/// Whatever is decided while the DNS is silent must be right whatever the DNS would have said.
class DoubtTest {
  private static final int FILES = 20_000;
  private static final IpAddress CLIENT = IpAddress.parse("10.1.2.3").orElseThrow();
  private static final List<String> NAMES =
      List.of("a.example.com", "example.com", "b.a.example.com", "gate", "x.example.org");
  private static final String[] KEYS = {
    "",
    "=",
    "=.example.com",
    "=.com",
    "=example.com",
    "=gate",
    "=a.example.com",
    "10.",
    "10.1.",
    "10.1.2.3",
    "10.1.0.0/16",
    "192.0.2.",
    "joe@=gate",
    "joe@10.1.2.3"
  };
  private static final String[] WORDS = {
    "ALL",
    "LOCAL",
    "KNOWN",
    "UNKNOWN",
    "PARANOID",
    "10.",
    "10.1.2.3",
    "192.0.2.",
    ".example.com",
    "gate",
    "*.com",
    "UN*",
    "10.0.0.0/8",
    "[::]/0",
    "joe@KNOWN",
    "joe@10."
  };

  private static List<HostName> worlds(List<String> names) {
    List<HostName> worlds = new ArrayList<>();
    if (names.isEmpty()) {
      worlds.add(new HostName.None());
    }
    worlds.add(new HostName.Paranoid(names));
    for (String name : names.isEmpty() ? NAMES : names) {
      worlds.add(new HostName.Confirmed(name));
    }
    return worlds;
  }

  private static boolean allows(Decision decision) {
    return !(decision instanceof Decision.Denied);
  }

  private static Environment sets(Decision decision) {
    return decision.winner().map(Rule::environment).orElse(Environment.NONE);
  }

  @Test
  void whatTcprulesDecideInDoubtHoldsInEveryCase() {
    long first = new Random().nextLong();
    int decided = 0;
    for (long seed = first; seed < first + FILES; seed++) {
      Random chance = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int n = chance.nextInt(6); n > 0; n--) {
        text.append(KEYS[chance.nextInt(KEYS.length)]).append(':');
        text.append(new String[] {"deny\n", "allow\n", "allow,A=\"b\"\n"}[chance.nextInt(3)]);
      }
      Tcprules rules = Tcprules.parse("rules", text.toString());
      List<String> names = names(chance);
      Client client = client(chance, new HostName.Unknown(names, "timeout"));
      Decision inDoubt = rules.decide(client);
      if (!(inDoubt instanceof Decision.CouldNotTell)) {
        decided++;
        for (HostName world : worlds(names)) {
          Decision decision = rules.decide(client.withName(world));
          assertThat(allows(decision))
              .as("seed %d, %s%n%s", seed, world, text)
              .isEqualTo(allows(inDoubt));
          assertThat(sets(decision))
              .as("seed %d, %s%n%s", seed, world, text)
              .isEqualTo(sets(inDoubt));
        }
      }
    }
    assertThat(decided).isBetween(FILES / 10, FILES * 9 / 10);
  }

  @Test
  void whatHostsAccessDecidesInDoubtHoldsInEveryCase() {
    long first = new Random().nextLong();
    int decided = 0;
    for (long seed = first; seed < first + FILES; seed++) {
      Random chance = new Random(seed);
      String allow = lines(chance);
      String deny = lines(chance);
      HostsAccess access =
          HostsAccess.parse(
              new Named("allow", allow), new Named("deny", deny), HostsAccess.PatternFiles.NONE);
      List<String> names = names(chance);
      Client client = client(chance, new HostName.Unknown(names, "timeout"));
      Decision inDoubt = access.decide("smtpd", client);
      if (!(inDoubt instanceof Decision.CouldNotTell)) {
        decided++;
        for (HostName world : worlds(names)) {
          Decision decision = access.decide("smtpd", client.withName(world));
          assertThat(allows(decision))
              .as("seed %d, %s%n%s%n%s", seed, world, allow, deny)
              .isEqualTo(allows(inDoubt));
        }
      }
    }
    assertThat(decided).isBetween(FILES / 10, FILES * 9 / 10);
  }

  private static List<String> names(Random chance) {
    return chance.nextBoolean() ? List.of() : List.of(NAMES.get(chance.nextInt(NAMES.size())));
  }

  private static Client client(Random chance, HostName name) {
    Client client = Client.of(CLIENT, name);
    return chance.nextInt(3) == 0 ? client.withUser(Optional.of("joe")) : client;
  }

  private static String lines(Random chance) {
    StringBuilder text = new StringBuilder();
    for (int n = chance.nextInt(4); n > 0; n--) {
      text.append("smtpd: ");
      for (int words = 1 + chance.nextInt(3); words > 0; words--) {
        text.append(WORDS[chance.nextInt(WORDS.length)]);
        text.append(words > 1 && chance.nextInt(3) == 0 ? " EXCEPT " : " ");
      }
      text.append(new String[] {"\n", ": deny\n", ": allow\n", "\n"}[chance.nextInt(4)]);
    }
    return text.toString();
  }
}
