package weir.bench.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.meter.Metered;

/// The made-up provider of `bench/outbound.toml`.
final class MadeProviderTest {
  private static final Path MIX = Path.of("outbound.toml");
  private static final int ACCOUNTS = 400;
  private static final int DAYS = 4;

  /// Draws of a share of customers are as far as this from what the mix says at most, of 400.
  private static final double DRAWN = 0.08;

  private final Mix mix;

  MadeProviderTest() throws IOException {
    mix = Mix.read(MIX);
  }

  private List<Customer> customers(long seed, int accounts) {
    Population population = new Population(mix, seed, accounts, DAYS);
    return IntStream.range(0, accounts).mapToObj(population::customer).toList();
  }

  private List<String> mail(long seed) {
    List<Customer> customers = customers(seed, ACCOUNTS);
    List<Attack> attacks = Attacks.make(mix, seed, customers, 6, 1, DAYS);
    Traffic traffic = new Traffic(mix, seed, customers, attacks);
    List<String> all = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      traffic
          .day(day)
          .forEach(each -> all.add(each.at() + " " + each.seen() + " " + each.attack()));
    }
    return all;
  }

  @Test
  void theSameSeedIsTheSameMailAndAnotherOneIsNot() {
    List<String> mail = mail(7);
    assertThat(mail).hasSizeGreaterThan(1_000).isEqualTo(mail(7)).isNotEqualTo(mail(8));
  }

  @Test
  void whatHappensIsInOrderAndOfItsDay() {
    List<Customer> customers = customers(7, ACCOUNTS);
    Traffic traffic = new Traffic(mix, 7, customers, List.of());
    for (int day = 0; day < DAYS; day++) {
      List<Happening> happenings = traffic.day(day);
      assertThat(happenings).isNotEmpty().isSorted();
      assertThat(happenings.getLast().at()).isLessThan(Clock.midnight(day + 1));
      assertThat(happenings).allMatch(each -> each.attack() == Post.HONEST);
    }
  }

  @Test
  void anAccountDoesNotChangeWhenAnotherOneIsAdded() {
    Population some = new Population(mix, 7, ACCOUNTS, DAYS);
    Customer one = some.customer(3);
    some.customer(4);
    assertThat(some.customer(3))
        .extracting(Customer::account, Customer::kind, Customer::first, Customer::logins)
        .containsExactly(one.account(), one.kind(), one.first(), one.logins());
  }

  @Test
  void kindsOfCustomersAreAsOftenAsTheMixSays() {
    Map<CustomerKind, Range> shares = new EnumMap<>(CustomerKind.class);
    for (CustomerKind kind : CustomerKind.values()) {
      shares.put(kind, mix.table("customers").range(kind.word()));
    }
    double least = shares.values().stream().mapToDouble(Range::low).sum();
    double most = shares.values().stream().mapToDouble(Range::high).sum();
    Map<CustomerKind, Long> counts =
        customers(7, ACCOUNTS).stream()
            .collect(Collectors.groupingBy(Customer::kind, Collectors.counting()));
    shares.forEach((kind, range) -> {
      double share = (double) counts.getOrDefault(kind, 0L) / ACCOUNTS;
      assertThat(share)
          .as(kind.word())
          .isBetween(range.low() / most - DRAWN, range.high() / least + DRAWN);
    });
  }

  @Test
  void anAttackSendsWithinTheRangesOfItsKind() {
    List<Customer> customers = customers(7, ACCOUNTS);
    List<Attack> attacks = Attacks.make(mix, 7, customers, 12, 0, 1);
    Traffic traffic = new Traffic(mix, 7, customers, attacks);
    Map<Integer, Long> sent =
        IntStream.range(0, 30)
            .boxed()
            .flatMap(day -> traffic.day(day).stream())
            .filter(each -> each.attack() != Post.HONEST && each.seen() instanceof Metered.Sent)
            .collect(Collectors.groupingBy(Happening::attack, Collectors.counting()));
    assertThat(attacks).extracting(Attack::kind).contains(AttackKind.values());
    for (Attack attack : attacks) {
      Range messages = mix.table(attack.kind().word()).range("messages");
      assertThat(sent.getOrDefault(attack.number(), 0L))
          .as(attack.kind().word())
          .isLessThanOrEqualTo(Math.round(messages.high()));
      if (attack.kind() == AttackKind.BOTNET) { // the others may take longer
        assertThat(sent).containsKey(attack.number());
        assertThat(sent.get(attack.number())).isGreaterThanOrEqualTo(Math.round(messages.low()));
      }
    }
  }

  @Test
  void aRangeIsDrawnWithinItsEndsAndHasTwoInOrder() {
    Range range = new Range(2, 50);
    for (int i = 0; i < 1_000; i++) {
      assertThat(range.even(Chance.of(1, 2, i))).isBetween(2.0, 50.0);
      assertThat(range.spread(Chance.of(1, 2, i))).isBetween(2.0, 50.0);
    }
    assertThatThrownBy(() -> new Range(3, 2)).hasMessageContaining("no range");
    assertThatThrownBy(() -> Mix.of("[a]\nb = [1]").table("a").range("b"))
        .hasMessageContaining("a.b is no range");
    assertThatThrownBy(() -> Mix.of("[a]").table("a").range("b"))
        .hasMessageContaining("the mix has no a.b");
  }

  @Test
  void whatNobodyAskedForIsTold() {
    Mix small = Mix.of("[a]\nb = [1, 2]\nc = [1, 2]");
    small.table("a").range("b");
    assertThat(small.unused()).containsExactly("a.c");
  }
}
