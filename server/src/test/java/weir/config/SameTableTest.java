package weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.config.Binding.Bound;
import weir.config.Binding.Refused;

class SameTableTest {
  private static final Path FILE = Path.of("/etc/weir/weir.toml");

  private final Binder binder = new Binder(Values.standard());

  @Doc("A server.")
  record Server(
      @Doc("Where it is.") @Default("here") String place,
      @SameTable Patience patience,
      @Doc("Whether it counts.") @Default("true") boolean counts) {}

  @Retired(key = "hurry", now = "use pause")
  record Patience(
      @Doc("How long one pauses.") @Told("the pause") @Default("5s") @Range(to = "1m")
          Duration pause,
      @Doc("How long all pause.") @Default("10s") Duration pauseOfAll)
      implements Checked {
    Patience {
      if (pause.isNegative()) {
        throw new IllegalArgumentException("pause is negative");
      }
      if (pauseOfAll.toSeconds() == 13) {
        throw new IllegalArgumentException("pause-of-all is unlucky");
      }
    }

    @Override
    public void check(Problems problems) {
      if (pauseOfAll.compareTo(pause) < 0) {
        problems.add("pause-of-all", "is shorter than pause");
      }
    }
  }

  @Doc("Servers.")
  record Servers(@Doc("Each of them.") Map<String, Server> servers) {}

  @Test
  void keysOfASharedRecordStandInTheTableOfTheRecordThatHasIt() {
    String text = "[servers.a]\nplace = 'x'\npause = '2s'\ncounts = false\n[servers.b]\n";
    assertThat(binder.text(Servers.class, text, FILE))
        .isInstanceOfSatisfying(
            Bound.class,
            bound ->
                assertThat(((Servers) bound.value()).servers())
                    .containsEntry("a", server("x", 2, 10, false))
                    .containsEntry("b", server("here", 5, 10, true)));
  }

  private static Server server(String place, int pause, int all, boolean counts) {
    return new Server(
        place, new Patience(Duration.ofSeconds(pause), Duration.ofSeconds(all)), counts);
  }

  @Test
  void aMistakeInASharedKeyStandsAtItsLineLikeAnyOther() {
    assertThat(
            mistakes("[servers.a]\npause = '2m'\npuase = '1s'\npause-of-all = '13s'\nhurry = 1\n"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: servers.a.pause: 2m is too much; must be at most 1m",
            "/etc/weir/weir.toml:3:1: servers.a.puase: unknown key (did you mean pause?)",
            "/etc/weir/weir.toml:4:1: servers.a.pause-of-all: is unlucky",
            "/etc/weir/weir.toml:5:1: servers.a.hurry: retired: use pause");
  }

  @Test
  void conditionsOfASharedRecordAreAtTheTableOfTheRecordThatHasIt() {
    assertThat(mistakes("[servers.a]\n\npause-of-all = '1s'\n"))
        .containsExactly("/etc/weir/weir.toml:3:1: servers.a.pause-of-all: is shorter than pause");
  }

  @Test
  void theNameOfTheComponentIsNoKey() {
    assertThat(mistakes("[servers.a]\npatience = {pause = '1s'}\n"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: servers.a.patience: unknown key; known here: place, pause, pause-of-all, counts");
  }

  private List<String> mistakes(String text) {
    return ((Refused<Servers>) binder.text(Servers.class, text, FILE))
        .mistakes().stream().map(Mistake::toString).toList();
  }

  @Test
  void theReferenceShowsSharedKeysAtTheirPlace() {
    Reference reference = Reference.of(Servers.class, Values.standard());
    assertThat(reference.markdown().lines().filter(line -> line.startsWith("| `")))
        .extracting(row -> row.split("`")[1])
        .containsExactly("place", "pause", "pause-of-all", "counts");
    assertThat(reference.sample()).contains("#pause = \"5s\"\n").doesNotContain("patience");
    assertThat(reference.schema()).contains("\"pause-of-all\"").doesNotContain("patience");
  }

  @Test
  void sharedValuesAreTold() {
    assertThat(ToldValues.of(server("x", 7, 10, true)))
        .containsExactly(new ToldValue("pause", "the pause", "7 seconds", "7s"));
  }

  record Twice(@Default("1s") Duration pause, @SameTable Patience patience) {}

  record Hurried(@Default("1s") Duration hurry, @SameTable Patience patience) {}

  record NoRecord(@SameTable String text) {}

  sealed interface Sort {
    record One(@SameTable Typed typed) implements Sort {}
  }

  record Typed(@Default("x") String type) {}

  record OfSorts(Map<String, Sort> sorts) {}

  @Test
  void aKeyThatStandsTwiceInATableIsRefusedAtStart() {
    assertRefused(Twice.class, "two keys pause in one table");
    assertRefused(Hurried.class, "two keys hurry in one table");
    assertRefused(OfSorts.class, "two keys type in one table");
  }

  @Test
  void onlyARecordOfKeysCanBeShared() {
    assertRefused(NoRecord.class, "not a record of keys");
  }

  private void assertRefused(Class<? extends Record> type, String why) {
    assertThatThrownBy(() -> binder.text(type, "", FILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
