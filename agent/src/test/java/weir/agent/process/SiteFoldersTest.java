package weir.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.agent.process.SiteFolders.Site;

class SiteFoldersTest {
  private static final SiteFolders SITES =
      SiteFolders.of(
          List.of(
              "/var/www/{site}",
              "/var/www/vhosts/{site}/httpdocs",
              "/home/{user}/public_html",
              "/home/{user}/domains/{site}/public_html/"));

  @ParameterizedTest
  @CsvSource({
    "/var/www/vhosts/shop.example/httpdocs/a/x.php, shop.example, /var/www/vhosts/shop.example/httpdocs",
    "/home/ann/domains/shop.example/public_html/x.php, shop.example, /home/ann/domains/shop.example/public_html",
    "/home/ann/public_html/wp/x.php, /home/ann/public_html, /home/ann/public_html",
    "/home/ann/public_html, /home/ann/public_html, /home/ann/public_html",
    "/home/ann/public_html (deleted), /home/ann/public_html, /home/ann/public_html",
    "/var/www/blog.example/x.php, blog.example, /var/www/blog.example"
  })
  void theSiteIsTheOneInWhoseFolderAScriptLies(String path, String name, String folder) {
    assertThat(SITES.of(path)).contains(new Site(name, folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ann/public_html2/x.php",
        "/home/public_html/x.php",
        "/home/ann/public_html/../../bob/public_html/x.php",
        "/home//public_html/x.php",
        "/srv/home/ann/public_html/x.php",
        "home/ann/public_html/x.php",
        "/home/ann/domains/shop.example",
        "/",
        ""
      })
  void whereNoPatternFitsNoSiteIsKnown(String path) {
    assertThat(SITES.of(path)).isEmpty();
  }

  @Test
  void withoutPatternsNoSiteIsKnown() {
    assertThat(SiteFolders.NONE.of("/home/ann/public_html/x.php")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "home/{user}, is no folder from / on",
    "/home//{user}, 'has an empty part, or one that is . or ..'",
    "/home/../{user}, 'has an empty part, or one that is . or ..'",
    "/home/u-{user}, has a part with braces that is neither {site} nor {user}",
    "/home/{name}, has a part with braces that is neither {site} nor {user}",
    "/home/{user}/{user}, has {site} or {user} more than once",
    "/home, has neither {site} nor {user}"
  })
  void aPatternThatMeansNothingIsRefusedWithAReason(String pattern, String why) {
    assertThat(SiteFolders.objection(pattern)).isEqualTo(Optional.of(why));
    assertThatThrownBy(() -> SiteFolders.of(List.of(pattern))).hasMessageContaining(why);
  }
}
