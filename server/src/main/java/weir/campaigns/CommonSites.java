package weir.campaigns;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.incident.Traits;
import weir.passages.PassageSearch;

/// Sites to which many customers link who have nothing to do with one another: two incidents that
/// link there, too, have nothing in common.
///
/// @param search what customers linked to
/// @param accounts of the incidents, whose own links do not make a site common
record CommonSites(PassageSearch search, Set<String> accounts) {
  /// Other accounts that linked to a site before, from which on it is common.
  static final int ACCOUNTS = 3;

  /// How long before the first incident they must have: a campaign that is not seen everywhere yet
  /// is no custom.
  static final Duration BEFORE = Duration.ofDays(1);

  /// To which people of all countries link. A server that has been here for some days knows more by
  /// itself.
  private static final Set<String> KNOWN =
      Set.of(
          "adobe.com",
          "amazon.com",
          "apple.com",
          "bit.ly",
          "dropbox.com",
          "facebook.com",
          "github.com",
          "gmail.com",
          "goo.gl",
          "google.com",
          "googleapis.com",
          "instagram.com",
          "linkedin.com",
          "live.com",
          "mail.ru",
          "microsoft.com",
          "mozilla.org",
          "office.com",
          "outlook.com",
          "paypal.com",
          "pinterest.com",
          "t.co",
          "t.me",
          "tiktok.com",
          "tinyurl.com",
          "twitter.com",
          "vimeo.com",
          "w3.org",
          "wa.me",
          "wetransfer.com",
          "whatsapp.com",
          "wikipedia.org",
          "wordpress.com",
          "wordpress.org",
          "x.com",
          "yahoo.com",
          "youtu.be",
          "youtube.com",
          "zoom.us");

  /// Those among the links of incidents.
  Set<String> of(Collection<Traits> all) throws SQLException {
    Set<String> common = new HashSet<>();
    for (Traits each : all) {
      for (String site : each.links()) {
        if (!common.contains(site) && isCommon(site, all)) {
          common.add(site);
        }
      }
    }
    return common;
  }

  private boolean isCommon(String site, Collection<Traits> all) throws SQLException {
    if (KNOWN.contains(site)) {
      return true;
    }
    Instant first =
        all.stream()
            .filter(it -> it.links().contains(site))
            .map(Traits::began)
            .min(Instant::compareTo)
            .orElseThrow();
    Set<String> others =
        new HashSet<>(search.linkedBy(site, first.minus(BEFORE), accounts.size() + ACCOUNTS));
    others.removeAll(List.copyOf(accounts));
    return others.size() >= ACCOUNTS;
  }
}
