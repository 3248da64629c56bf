package weir.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.dns.ReturnCodes;
import weir.net.IpAddress;

class CatalogueTest {
  @Test
  void everyEntryTellsItsTermsWhereTheyStandAndSinceWhenThatIsKnown() {
    assertThat(Catalogue.all())
        .hasSizeGreaterThan(20)
        .allSatisfy(entry -> {
          assertThat(entry.lists()).as(entry.zone()).isNotBlank();
          assertThat(entry.terms()).as(entry.zone()).isNotBlank();
          assertThat(entry.see()).as(entry.zone()).startsWith("https://");
          assertThat(entry.asOf()).as(entry.zone()).matches("20\\d\\d-[01]\\d");
          assertThat(entry.errors())
              .as(entry.zone())
              .allMatch(error -> IpAddress.parse(error).isPresent());
          assertThat(ReturnCodes.parse(List.copyOf(entry.codes().keySet())))
              .as(entry.zone())
              .isPresent();
        });
  }

  @Test
  void aDeadListHasItsFateAndALivingOneItsAnswers() {
    assertThat(Catalogue.all())
        .allSatisfy(
            entry -> assertThat(entry.codes().isEmpty()).isEqualTo(entry.dead().isPresent()));
  }

  @Test
  void aZoneIsKnownByItselfAndByTheOneItIsAPartOf() {
    assertThat(Catalogue.find("ZEN.spamhaus.org").orElseThrow().zone())
        .isEqualTo("zen.spamhaus.org");
    assertThat(Catalogue.find("spam.dnsbl.sorbs.net").orElseThrow().dead().orElseThrow())
        .contains("5 June 2024");
    assertThat(Catalogue.find("bl.example.org")).isEmpty();
    assertThat(Catalogue.find("org")).isEmpty();
  }
}
