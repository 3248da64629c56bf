package weir.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.net.IpPrefix;

/// Incidents of several accounts or hosts that are the doing of one: the same subject, text or
/// link, or the same networks, within a day. The oldest leads.
///
/// One shared network joins nobody: an office, a telephone company and a proxy have many customers
/// behind one address. A botnet's networks come back together.
///
/// @param incidents the leader first, then as they began
/// @param subjects shapes that more than one of them have
/// @param networks that more than one of them have, where these joined them
/// @param isOneText whether the texts of two of them are of one template
/// @param links sites that more than one of them link to
public record Campaign(
    List<Traits> incidents,
    Set<String> subjects,
    Set<IpPrefix> networks,
    boolean isOneText,
    Set<String> links) {
  /// How long after its leader an incident can still begin.
  public static final Duration WITHIN = Duration.ofDays(1);

  /// Networks that two incidents must have in common.
  public static final int NETWORKS = 3;

  /// Letters that a subject must have, so that it says something: `Re: hello` is many people's.
  public static final int LETTERS = 12;

  /// Incidents that are looked at, the latest.
  public static final int MOST = 500;

  public Campaign {
    incidents = List.copyOf(incidents);
    subjects = Set.copyOf(subjects);
    networks = Set.copyOf(networks);
    links = Set.copyOf(links);
  }

  /// The incident that the others refer to.
  public String leader() {
    return incidents.getFirst().incident();
  }

  /// Whether an incident is of it.
  public boolean holds(String incident) {
    return incidents.stream().anyMatch(it -> it.incident().equals(incident));
  }

  /// Joins what belongs together; an incident that is like no other one is of no campaign.
  public static List<Campaign> of(Collection<Traits> all) {
    List<List<Traits>> groups = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing(Traits::began).reversed())
        .limit(MOST)
        .sorted(Comparator.comparing(Traits::began).thenComparing(Traits::incident))
        .forEach(each -> {
          Optional<List<Traits>> group =
              groups.stream().filter(it -> belongs(it, each)).findFirst();
          if (group.isPresent()) {
            group.get().add(each);
          } else {
            groups.add(new ArrayList<>(List.of(each)));
          }
        });
    return groups.stream().filter(group -> group.size() > 1).map(Campaign::made).toList();
  }

  private static boolean belongs(List<Traits> group, Traits one) {
    return !one.began().isAfter(group.getFirst().began().plus(WITHIN))
        && group.stream().anyMatch(other -> isAlike(one, other));
  }

  private static boolean isAlike(Traits one, Traits other) {
    return !subjects(one, other).isEmpty()
        || !networks(one, other).isEmpty()
        || isOneText(one, other)
        || !links(one, other).isEmpty();
  }

  private static Set<String> subjects(Traits one, Traits other) {
    Set<String> common = new HashSet<>(one.subjects());
    common.retainAll(other.subjects());
    common.removeIf(subject -> subject.chars().filter(Character::isLetter).count() < LETTERS);
    return common;
  }

  private static boolean isOneText(Traits one, Traits other) {
    return one.templates().stream()
        .anyMatch(its -> other.templates().stream().anyMatch(its::isLike));
  }

  private static Set<String> links(Traits one, Traits other) {
    Set<String> common = new HashSet<>(one.links());
    common.retainAll(other.links());
    return common;
  }

  private static Set<IpPrefix> networks(Traits one, Traits other) {
    Set<IpPrefix> common = new HashSet<>(one.networks());
    common.retainAll(other.networks());
    return common.size() < NETWORKS ? Set.of() : common;
  }

  private static Campaign made(List<Traits> group) {
    Set<String> subjects = new HashSet<>();
    Set<IpPrefix> networks = new HashSet<>();
    Set<String> links = new HashSet<>();
    boolean isOneText = false;
    for (int i = 0; i < group.size(); i++) {
      for (Traits before : group.subList(0, i)) {
        subjects.addAll(subjects(group.get(i), before));
        networks.addAll(networks(group.get(i), before));
        links.addAll(links(group.get(i), before));
        isOneText |= isOneText(group.get(i), before);
      }
    }
    return new Campaign(group, subjects, networks, isOneText, links);
  }
}
