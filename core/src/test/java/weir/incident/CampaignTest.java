package weir.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.likeness.Template;
import weir.net.IpPrefix;

class CampaignTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final String PARCEL = "Your parcel # waits for you";

  private static Traits of(String id, int hour, Set<String> subjects, int... networks) {
    return new Traits(
        id,
        T.plus(Duration.ofHours(hour)),
        subjects,
        Arrays.stream(networks)
            .mapToObj(it -> IpPrefix.parse("198.18." + it + ".0/24").orElseThrow())
            .collect(Collectors.toSet()));
  }

  @Test
  void theSameSubjectWithinADayIsOneCampaignAndTheOldestLeads() {
    List<Campaign> found =
        Campaign.of(
            List.of(
                of("b", 5, Set.of(PARCEL)),
                of("a", 1, Set.of(PARCEL, "other")),
                of("c", 9, Set.of("Your invoice of November"))));
    assertThat(found)
        .singleElement()
        .satisfies(it -> {
          assertThat(it.leader()).isEqualTo("a");
          assertThat(it.incidents()).extracting(Traits::incident).containsExactly("a", "b");
          assertThat(it.subjects()).containsExactly(PARCEL);
          assertThat(it.networks()).isEmpty();
          assertThat(it.holds("b")).isTrue();
          assertThat(it.holds("c")).isFalse();
        });
  }

  @Test
  void afterADayItIsAnotherOne() {
    assertThat(Campaign.of(List.of(of("a", 0, Set.of(PARCEL)), of("b", 24, Set.of(PARCEL)))))
        .hasSize(1);
    assertThat(Campaign.of(List.of(of("a", 0, Set.of(PARCEL)), of("b", 25, Set.of(PARCEL)))))
        .isEmpty();
    // One that joined makes it no longer.
    assertThat(
            Campaign.of(
                List.of(
                    of("a", 0, Set.of(PARCEL)),
                    of("b", 20, Set.of(PARCEL)),
                    of("c", 40, Set.of(PARCEL)))))
        .singleElement()
        .satisfies(it -> assertThat(it.holds("c")).isFalse());
  }

  @Test
  void anOfficesOrAProxysNetworkJoinsNoStrangers() {
    assertThat(Campaign.of(List.of(of("a", 0, Set.of(), 1, 2, 7), of("b", 1, Set.of(), 1, 2, 8))))
        .isEmpty();
  }

  @Test
  void threeNetworksThatComeBackTogetherJoin() {
    assertThat(
            Campaign.of(List.of(of("a", 0, Set.of(), 1, 2, 3, 7), of("b", 1, Set.of(), 3, 2, 1))))
        .singleElement()
        .satisfies(it -> assertThat(it.networks()).hasSize(3));
  }

  @Test
  void aSubjectThatManyPeopleWriteJoinsNobody() {
    assertThat(
            Campaign.of(
                List.of(of("a", 0, Set.of("Re: hello #")), of("b", 1, Set.of("Re: hello #")))))
        .isEmpty();
  }

  @Test
  void ofVeryManyTheLatestAreLookedAt() {
    List<Traits> many =
        IntStream.range(0, Campaign.MOST + 5)
            .mapToObj(i -> new Traits("i" + i, T.plusSeconds(i), Set.of(PARCEL), Set.of()))
            .toList();
    assertThat(Campaign.of(many))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.incidents()).hasSize(Campaign.MOST);
          assertThat(it.leader()).isEqualTo("i5");
        });
  }

  private static Traits seen(String id, Set<Template> templates, String... links) {
    return new Traits(id, T, Set.of(), Set.of(), templates, Set.of(links));
  }

  @Test
  void textsThatAreAlikeAreOneCampaign() {
    Template one = new Template(0x0f0f_0f0f_0f0f_0f0fL);
    Template near = new Template(one.bits() ^ 0xfff);
    Template far = new Template(one.bits() ^ 0x1fff);
    assertThat(Campaign.of(List.of(seen("a", Set.of(one)), seen("b", Set.of(near, far)))))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.isOneText()).isTrue();
          assertThat(it.links()).isEmpty();
        });
    assertThat(Campaign.of(List.of(seen("a", Set.of(one)), seen("b", Set.of(far))))).isEmpty();
  }

  @Test
  void oneSiteInCommonIsOneCampaign() {
    assertThat(
            Campaign.of(
                List.of(
                    seen("a", Set.of(), "evil.example", "a.example"),
                    seen("b", Set.of(), "evil.example", "b.example"),
                    seen("c", Set.of(), "c.example"))))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.isOneText()).isFalse();
          assertThat(it.links()).containsExactly("evil.example");
          assertThat(it.holds("c")).isFalse();
        });
    Traits common = seen("a", Set.of(), "evil.example", "google.example");
    assertThat(common.without(Set.of("google.example", "other.example")).links())
        .containsExactly("evil.example");
  }
}
