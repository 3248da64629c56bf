package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.net.IpAddress;

/// Clients long good that were not on one list while it was sound. Immutable; as state keeps it:
/// `192.0.2.1 198.51.100.7!1772352000`, with the second since when one is listed.
record Sample(List<Member> members) {
  static final Sample NONE = new Sample(List.of());

  /// Whom a sound list has had for so long is a matter of that client and not of the list: only
  /// what many are listed for within this time speaks against a list.
  static final Duration SUDDEN = Duration.ofDays(1);

  private static final Pattern MEMBER = Pattern.compile("([0-9a-f:.]{2,45})(?:!(\\d{1,12}))?");

  Sample {
    members = List.copyOf(members);
  }

  /// @param listedSince when it was first found on the list, without a test since that found it off
  record Member(IpAddress address, Optional<Instant> listedSince) {
    private String text() {
      return address + listedSince.map(since -> "!" + since.getEpochSecond()).orElse("");
    }
  }

  /// What cannot be read is left out.
  static Sample of(String text) {
    List<Member> members = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      Matcher parts = MEMBER.matcher(word);
      if (parts.matches()) {
        Optional<Instant> since =
            Optional.ofNullable(parts.group(2)).map(Long::parseLong).map(Instant::ofEpochSecond);
        IpAddress.parse(parts.group(1))
            .ifPresent(address -> members.add(new Member(address, since)));
      }
    }
    return new Sample(members);
  }

  String text() {
    return members.stream().map(Member::text).collect(Collectors.joining(" "));
  }

  Sample first(int count) {
    return new Sample(members.stream().limit(count).toList());
  }

  List<IpAddress> addresses() {
    return members.stream().map(Member::address).toList();
  }

  /// The sample after a test in which the list was sound: without those who are no longer long good
  /// or have been listed for [#SUDDEN], and with newcomers.
  ///
  /// @param newcomers whom the list does not have
  Sample after(
      Poll.Told told, Predicate<IpAddress> isLongGood, List<IpAddress> newcomers, Instant now) {
    List<Member> next = new ArrayList<>();
    for (Member member : members) {
      Member seen = seen(member, told, now);
      boolean sudden =
          seen.listedSince.filter(since -> !now.isBefore(since.plus(SUDDEN))).isEmpty();
      if (sudden && isLongGood.test(member.address)) {
        next.add(seen);
      }
    }
    newcomers.forEach(address -> next.add(new Member(address, Optional.empty())));
    return new Sample(next);
  }

  private static Member seen(Member member, Poll.Told told, Instant now) {
    if (told.listed().contains(member.address)) {
      return new Member(member.address, Optional.of(member.listedSince.orElse(now)));
    }
    return told.unlisted().contains(member.address)
        ? new Member(member.address, Optional.empty())
        : member;
  }
}
